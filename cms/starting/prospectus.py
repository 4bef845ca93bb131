"""What the prospectus on paper says around its courses, for the college to make its own.

An empty line begins a new paragraph; a line that begins with a dash stands in a list.
"""

from django.utils.translation import gettext_lazy as _

WELCOME = _(
    "This book is for you. Look through it, mark what interests you, and come along.\n\n"
    "Everything in it was made by people who have been there, together with people who trained for it. "
    "You choose what you learn, how much you say, and when you have had enough.\n\n"
    "We look forward to meeting you."
)
WHAT_WE_ARE = _(
    "We are a college. We teach; we do not treat. A course is a place to find things out, with others who want "
    "to know the same.\n\n"
    "Every course has a peer trainer, who knows it from their own life, and a professional trainer, who knows it "
    "from their work.\n\n"
    "- There is no test and no mark.\n"
    "- Nobody asks for a diagnosis.\n"
    "- We are not a clinic and not a crisis service, and a course does not take the place of your care.\n"
    "- Coming to a course does not change the care you have."
)
WHO_CAN_COME = _(
    "You can. You may use services, care for someone, work in services, or none of these. Everyone learns in the "
    "same room.\n\n"
    "You need not know anything before you come, unless the course says so."
)
HOW_TO_JOIN = _(
    "Every course is free. You refer yourself: you need no letter, and nobody has to send you.\n\n"
    "Choose a course and note its code. Then tell us in the way that suits you."
)
FIRST_DAY = _(
    "Come ten minutes early. Someone stands at the door, shows you the room and where the toilets are, and there is "
    "time to sit down.\n\n"
    "- You can bring someone. Tell us before, so that there is a chair for them.\n"
    "- You can go out and come back in at any time.\n"
    "- If you miss a session, come to the next one."
)
GETTING_THERE = _(
    "Each place has a page in this book, with its address, how to get there and what we know of its access.\n\n"
    "If the way is hard or costly for you, ring us. We look for a way with you before the first day."
)
YOUR_SAY = _(
    "Tell us what was good and what was not: in the course, by telephone or by letter. If something went wrong, "
    "ask for the manager. We answer, and say what we will do.\n\n"
    "Would you like to make or teach a course with us? Ring us. You need not have taught before."
)
HELP_NOW = _(
    "- If a life is at risk, ring 999.\n"
    "- For urgent help with how you feel, ring 111 and choose the mental health option, day and night.\n"
    "- Samaritans: ring 116 123, day and night.\n"
    "- Shout: text SHOUT to 85258, day and night."
)
OTHER_FORMATS = _(
    "Would you like this book in large print, in Easy Read, read aloud, in braille or in another language? "
    "Ring us or write to us, and we tell you what we can do and by when."
)
