"""Plain pages: address, title, opening sentence, blocks. Rich text is written as HTML."""

from django.utils.translation import gettext_lazy as _

HOW_IT_WORKS = [
    ("heading", _("What we are")),
    (
        "text",
        _(
            "<p>We are a college. We teach, we do not treat. Our courses are about understanding and looking after "
            "yourself, and about building the life you want.</p>"
            "<p>Every course is made and taught by two people together: a peer trainer, who knows it from "
            "their own life, and a professional trainer, who knows it from their work.</p>"
        ),
    ),
    ("heading", _("Who can come")),
    (
        "text",
        _(
            "<p>You can, if you are 18 or over. You may use services, care for someone, work in services, or "
            "none of these. Everyone learns in the same room.</p>"
        ),
    ),
    ("heading", _("How to get a place")),
    (
        "text",
        _(
            "<ol><li>Find a course on this site, or ring us and we find one together.</li>"
            "<li>Press “Refer yourself” and answer a few questions. The first time takes about five minutes.</li>"
            "<li>We tell you at once whether you have a place. If the course is full, you can wait for one.</li>"
            "<li>Before the course we remind you when and where it is.</li></ol>"
        ),
    ),
    ("heading", _("Questions that people ask")),
    (
        "question",
        (_("What does it cost?"), _("<p>Nothing. Every course is free, and so is what we give you there.</p>")),
    ),
    (
        "question",
        (
            _("Do I have to talk about myself?"),
            _("<p>No. You can listen and join in as much as you like.</p>"),
        ),
    ),
    (
        "question",
        (
            _("Does it change my care or my benefits?"),
            _(
                "<p>Coming to a course does not change the care you have. If you are worried about benefits, "
                "ring us and we talk it through.</p>"
            ),
        ),
    ),
    (
        "question",
        (
            _("What if I can't come one week?"),
            _("<p>Tell us if you can. You need not say why. If you missed a session, come to the next one.</p>"),
        ),
    ),
    (
        "question",
        (
            _("Can I bring someone?"),
            _("<p>Yes. Tell us when you refer yourself, so that there is a chair for them.</p>"),
        ),
    ),
    (
        "question",
        (
            _("Will I get a certificate?"),
            _("<p>Yes, if you came to most of the sessions. There is no test.</p>"),
        ),
    ),
    ("help", None),
]

HELP_NOW = [
    (
        "inset",
        _(
            "<p><b>If a life is at risk, ring 999.</b></p>"
            "<p>For urgent help with how you feel, ring 111 and choose the mental health option. "
            "It is free, day and night.</p>"
        ),
    ),
    ("heading", _("Someone to talk to")),
    (
        "text",
        _(
            "<ul><li>Samaritans: ring 116 123, free, day and night.</li>"
            "<li>Shout: text SHOUT to 85258, free, day and night.</li>"
            "<li>You can also ask your GP for an urgent appointment.</li></ul>"
        ),
    ),
    (
        "text",
        _("<p>We are a college. We can't answer in an emergency, but we are glad to talk about courses.</p>"),
    ),
    ("help", None),
]

CONTACT = [
    (
        "text",
        _(
            "<p>Ring or write. We can find a course with you, take your self-referral by telephone, "
            "or meet you at the door on the first day.</p>"
        ),
    ),
    ("help", None),
]

ACCESSIBILITY = [
    ("heading", _("In our buildings")),
    (
        "text",
        _(
            "<p>Each course page says what we know of its place: steps, toilets, hearing loop, parking and a "
            "quiet space. Where we don't know yet, it says so.</p>"
            "<p>Tell us what would make it easier for you, and we do what we can before you come.</p>"
        ),
    ),
    ("heading", _("On this website")),
    (
        "text",
        _(
            "<p>We want everyone to be able to use it. You can</p>"
            "<ul><li>use it with a keyboard or a screen reader</li>"
            "<li>make the letters four times as large</li>"
            "<li>use it without JavaScript</li>"
            "<li>do all of it by telephone instead</li></ul>"
            "<p>If something does not work for you, please tell us. We put it right or find another way with you.</p>"
        ),
    ),
    ("help", None),
]

PRIVACY = [
    (
        "text",
        _(
            "<p>We keep what we need to give you a place and to make the course work for you. We do not sell it, "
            "and there is no advertising and no tracking on this site.</p>"
        ),
    ),
    ("heading", _("What we keep")),
    (
        "text",
        _(
            "<ul><li>your name and how to reach you</li>"
            "<li>what would make it easier for you, if you tell us</li>"
            "<li>which courses you booked and which sessions you came to</li></ul>"
            "<p>We do not see your health records.</p>"
        ),
    ),
    ("purposes", None),
    ("heading", _("Who sees it")),
    (
        "text",
        _(
            "<p>The people who run your course, and only what they need. We write down who opened your record "
            "and when. You can ask to see that.</p>"
        ),
    ),
    ("heading", _("When we must tell someone")),
    (
        "text",
        _("<p>If we think that you or someone else may come to serious harm. We talk with you first if we can.</p>"),
    ),
    ("help", None),
]

YOUR_DATA = [
    ("text", _("<p>What we keep about you is yours. You can ask us to</p>")),
    (
        "text",
        _(
            "<ul><li>show you what we have</li><li>put right what is wrong</li>"
            "<li>delete it, where the law allows</li><li>stop using it for something</li></ul>"
        ),
    ),
    ("text", _("<p>Ring or write to us. We answer within one month.</p>")),
    ("heading", _("If you are not happy with how we use it")),
    (
        "text",
        _(
            "<p>Tell us, and we look into it. We say within 30 days that we have your complaint. You can also "
            'complain to the Information Commissioner’s Office at <a href="https://ico.org.uk/">ico.org.uk</a>.</p>'
        ),
    ),
    ("help", None),
]

COOKIES = [
    (
        "text",
        _(
            "<p>A cookie is a small note that a website leaves on your phone or computer. We leave as few as we can, "
            "none of them to follow you.</p>"
            "<ul><li>One that knows you while you are signed in. It goes when you sign out.</li>"
            "<li>One that makes sure a form comes from you.</li>"
            "<li>For trainers, one that remembers their phone for a term.</li></ul>"
            "<p>Without signing in or filling in a form you get none.</p>"
        ),
    ),
]

COMPLAINTS = [
    (
        "text",
        _(
            "<p>Tell us what was good and what was not. You need not be sure, and you need not write it down. "
            "It changes nothing about your place, and nobody holds it against you.</p>"
        ),
    ),
    ("heading", _("How to tell us")),
    (
        "text",
        _(
            "<ul><li>Say it to a trainer, before or after a session.</li>"
            "<li>Ring us or write to us. You can ask for the manager.</li>"
            "<li>Ask someone to say it for you: a friend, a carer, an advocate.</li></ul>"
        ),
    ),
    ("help", None),
    ("heading", _("What we do then")),
    (
        "text",
        _(
            "<ol><li>Within three working days we say that we have it, and who looks into it.</li>"
            "<li>We listen to you first, in the way that suits you.</li>"
            "<li>Within four weeks we tell you what we found and what we change. If it takes longer, we say so.</li>"
            "</ol>"
        ),
    ),
    ("heading", _("If our answer does not put it right")),
    (
        "text",
        _(
            "<p>Ask for someone who had nothing to do with it to look again. We also tell you who outside the "
            "college you can go to, and help you to reach them.</p>"
            "<p>Are you, or is someone else, not safe? Tell us today. You need not wait for an answer first.</p>"
        ),
    ),
]

BECOME_A_TRAINER = [
    (
        "text",
        _(
            "<p>Have you been through something and found what helps? Or do you work in this field and want to "
            "teach side by side with someone who has been there? We pair peer trainers and professional trainers "
            "for every course.</p>"
        ),
    ),
    ("heading", _("What we offer")),
    (
        "text",
        _(
            "<ul><li>a course on how to teach, before you start</li>"
            "<li>someone experienced beside you</li>"
            "<li>time to talk after each course</li>"
            "<li>work that fits your life: say when and how often</li></ul>"
        ),
    ),
    ("heading", _("How to begin")),
    ("text", _("<p>Ring or write to us. We meet, without obligation, and see whether it suits you.</p>")),
    ("help", None),
]

PAGES: list[tuple] = [
    ("how-it-works", _("How it works"), _("Free courses, open to all, taught by two people together."), HOW_IT_WORKS),
    ("help-now", _("Help now"), _("If you need someone to talk to today, here is where to find them."), HELP_NOW),
    ("contact", _("Contact us"), _("A person answers, not a machine."), CONTACT),
    ("become-a-trainer", _("Become a trainer"), _("Teach what you know."), BECOME_A_TRAINER),
    ("accessibility", _("Accessibility"), _("Everyone should be able to come, and to use this site."), ACCESSIBILITY),
    ("privacy", _("Privacy"), _("What we keep about you, why, and who sees it."), PRIVACY),
    ("your-data", _("Your data"), _("What you can ask of us."), YOUR_DATA),
    (
        "complaints",
        _("Your say, and complaints"),
        _("Tell us what was good and what was not. We answer."),
        COMPLAINTS,
    ),
    ("cookies", _("Cookies"), _("As few as we can, none of them to follow you."), COOKIES),
]
