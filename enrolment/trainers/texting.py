"""A trainer's plain yes or no by text, to the one question that they were texted last. All else is for a person."""

import re

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from college.languages import of_pages
from college.models import Message
from college.outbox.actions import post
from college.outbox.receiving import Incoming
from college.refusals import Refusal
from enrolment.messages.replies import are_same_number, takes_answers
from enrolment.trainers.actions import accept, decline
from enrolment.trainers.models import Allocation, Trainer
from enrolment.trainers.standing_in.actions import say_no, say_yes
from enrolment.trainers.standing_in.models import StandIn

YES = {"yes", "yes please", "yes thanks", "yes thank you", "yes i can", "yes i could", "ok", "okay", "y"}
NO = {"no", "no thanks", "no thank you", "no sorry", "sorry no", "no i cant", "no i can not", "n"}
ASKED = ("asked_to_teach", "asked_again", "asked_to_stand_in")


def is_yes(text: str) -> bool | None:
    """Whether `text` says yes and nothing else; None where it may say anything else."""
    said = " ".join(re.sub(r"[^\w\s]", "", text.casefold()).split())
    return True if said in YES else False if said in NO else None


@takes_answers
def take_answer(incoming: Incoming) -> bool:
    """Write down the yes or no of the one trainer with that number, and thank them; whether that was done.

    Only where the last text to them asked one thing that is still open: nobody guesses which of two they mean.
    """
    wanted = is_yes(incoming.text)
    if incoming.channel != Message.Channel.TEXT or wanted is None:
        return False
    trainers = [each for each in Trainer.objects.exclude(phone="") if are_same_number(each.phone, incoming.sender)]
    try:
        return len(trainers) == 1 and _answer(trainers[0], incoming, wanted=wanted)
    except Refusal:
        return False


@transaction.atomic
def _answer(trainer: Trainer, incoming: Incoming, *, wanted: bool) -> bool:
    asked = _asked_last(trainer)
    if isinstance(asked, Allocation):
        (accept if wanted else decline)(allocation=asked, by=trainer.user, now=incoming.at)
    elif asked:
        (say_yes if wanted else say_no)(stand_in=asked, by=trainer.user, now=incoming.at)
    else:
        return False
    with translation.override(of_pages(trainer.user)):
        said = _("Thank you. We have written down your yes.") if wanted else _("Thank you. Your no is a help, too.")
    post(
        key=f"answered:{incoming.id}",
        channel=Message.Channel.TEXT,
        subject="",
        text=said,
        to_user=trainer.user,
        to_address=trainer.phone,
        about=trainer.code,
        now=incoming.at,
    )
    return True


def _asked_last(trainer: Trainer) -> Allocation | StandIn | None:
    """What the last text to `trainer` asked, where it asked one thing and that is still open."""
    texts = Message.objects.filter(about=trainer.code, channel=Message.Channel.TEXT, status=Message.Status.SENT)
    last = texts.order_by("-written_at", "-pk").first()
    if last is None or last.event not in ASKED:
        return None
    if last.event == "asked_to_stand_in":
        return StandIn.objects.filter(pk=last.facts["stand_in"], status="offered", trainer=trainer).first()
    if len(last.facts["allocations"]) != 1:
        return None
    return Allocation.objects.filter(pk__in=last.facts["allocations"], status="proposed", trainer=trainer).first()
