"""The demonstration's messages: somebody to ring, what people answered, something that everyone was told, own words."""

import datetime as dt

from college.fields import opaque_code
from college.models import Message, User
from college.outbox.receiving import Incoming, received
from courses.models import Run
from enrolment.messages.calls import note_call
from enrolment.messages.easy_read import choose_easy_words
from enrolment.messages.own_words import choose_words
from enrolment.models import Learner
from enrolment.office.actions.announcing import announce, send_due_announcements

EASY = [
    ("You have a place on a course.", "yes"),
    ("The first day is [day].", "calendar"),
    ("It is at [venue].", "place"),
    ("You can bring somebody with you.", "people"),
    ("If you can not come, ring us: [phone].", "phone"),
]
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)


def load_messages(by: User, now: dt.datetime) -> None:
    """As after some weeks of an office's work; the newest wait for whoever steps into the coordinator's shoes."""
    ring_somebody(by, now)
    answer(now)
    tell_everyone(by, now)
    lead = "Thank you for telling us, [name]. That is fine. Come back whenever you like."
    choose_words(event="withdrawn", lead=lead, text="", by=by, now=now)
    choose_easy_words(event="confirmed", sentences=EASY, by=by, now=now)


def ring_somebody(by: User, now: dt.datetime) -> None:
    """Win has a landline alone: told of the places of this term weeks ago, and rung in vain for what is new."""
    win = Learner.objects.get(full_name="Win Thompson")
    told = list(Message.objects.filter(to_user=win.user, channel="call", written_at__lt=now - WEEK))
    note_call(to=win, number=1, outcome="reached", told=told, by=by, now=now - 7 * WEEK)
    note_call(to=win, number=2, outcome="no_answer", by=by, now=now - 6 * DAY)


def answer(now: dt.datetime) -> None:
    """One that we know by her address, and one by a number that nobody has given us."""
    said = [
        ("email", "bronwen@demo.example", "Thank you! Is there parking near the hall?"),
        ("text", "+447700900777", "Hello, it is Luca with a new number. I may be ten minutes late on Tuesday."),
    ]
    for number, (channel, sender, text) in enumerate(said):
        at = now - dt.timedelta(hours=2 + number)
        incoming = Incoming(f"demonstration:{number}", channel, sender, text, at)
        received.send(sender=Incoming, incoming=incoming)


def tell_everyone(by: User, now: dt.datetime) -> None:
    """What everyone of an area had to know last week."""
    runs = list(Run.objects.filter(locality__name="Eastmoor", term__name="This term", status="published"))
    text = "The lift is out of order this week. Ring us if you need a room downstairs, and we change it."
    announce(code=opaque_code(), runs=runs, text=text, is_needed=True, by=by, now=now - 5 * DAY)
    send_due_announcements(now=now - 5 * DAY + dt.timedelta(hours=1))
