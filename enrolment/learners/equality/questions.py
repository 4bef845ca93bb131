"""The questions and their answers, after the census of England and Wales in 2021; a new list is a new VERSION."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERSION = "2021"
RATHER_NOT = "rather_not"
# What stands for a question that was passed over: something else than being rather not said.
NOT_ANSWERED = "not_answered"

Words = str | Promise
Answers = list[tuple[str, Words]]

ETHNIC_GROUPS: list[tuple[Words, Answers]] = [
    (
        _("Asian or Asian British"),
        [
            ("indian", _("Indian")),
            ("pakistani", _("Pakistani")),
            ("bangladeshi", _("Bangladeshi")),
            ("chinese", _("Chinese")),
            ("asian_other", _("Any other Asian background")),
        ],
    ),
    (
        _("Black, Black British, Caribbean or African"),
        [
            ("caribbean", _("Caribbean")),
            ("african", _("African")),
            ("black_other", _("Any other Black background")),
        ],
    ),
    (
        _("Mixed or multiple groups"),
        [
            ("white_caribbean", _("White and Black Caribbean")),
            ("white_african", _("White and Black African")),
            ("white_asian", _("White and Asian")),
            ("mixed_other", _("Any other mixed background")),
        ],
    ),
    (
        _("White"),
        [
            ("british", _("English, Welsh, Scottish, Northern Irish or British")),
            ("irish", _("Irish")),
            ("gypsy", _("Gypsy or Irish Traveller")),
            ("roma", _("Roma")),
            ("white_other", _("Any other White background")),
        ],
    ),
    (_("Another group"), [("arab", _("Arab")), ("any_other", _("Any other ethnic group"))]),
]
YES_OR_NO: Answers = [("yes", _("Yes")), ("no", _("No"))]
# From which year of age each band is: only those that the college's age rule lets in are asked.
AGE_BANDS: list[tuple[int, str, Words]] = [
    (13, "13_15", _("13 to 15")),
    (16, "16_17", _("16 or 17")),
    (18, "18_24", _("18 to 24")),
    (25, "25_34", _("25 to 34")),
    (35, "35_44", _("35 to 44")),
    (45, "45_54", _("45 to 54")),
    (55, "55_64", _("55 to 64")),
    (65, "65_74", _("65 to 74")),
    (75, "75_over", _("75 or over")),
]
QUESTIONS: dict[str, tuple[Words, Answers]] = {
    "age": (_("How old are you?"), [(code, words) for _from, code, words in AGE_BANDS]),
    "sex": (_("What is your sex?"), [("female", _("Female")), ("male", _("Male"))]),
    "gender": (_("Is your gender the same as the sex that was registered when you were born?"), YES_OR_NO),
    "orientation": (
        _("What is your sexual orientation?"),
        [
            ("straight", _("Straight")),
            ("gay", _("Gay or lesbian")),
            ("bisexual", _("Bisexual")),
            ("other", _("Other")),
            ("not_sure", _("Not sure")),
        ],
    ),
    "religion": (
        _("What is your religion?"),
        [
            ("none", _("None")),
            ("christian", _("Christian")),
            ("buddhist", _("Buddhist")),
            ("hindu", _("Hindu")),
            ("jewish", _("Jewish")),
            ("muslim", _("Muslim")),
            ("sikh", _("Sikh")),
            ("other", _("Another religion")),
        ],
    ),
    "ethnic": (_("What is your ethnic group?"), [each for _group, answers in ETHNIC_GROUPS for each in answers]),
    "condition": (_("Do you have a condition or illness that lasts 12 months or longer?"), YES_OR_NO),
    "limits": (
        _("Does it make your daily life harder?"),
        [("lot", _("Yes, a lot")), ("little", _("Yes, a little")), ("not", _("Not at all"))],
    ),
    "carer": (
        _("Do you look after somebody without being paid, because they are ill, disabled or old?"),
        [
            ("none", _("No")),
            ("under_20", _("Yes, up to 19 hours a week")),
            ("20_49", _("Yes, 20 to 49 hours a week")),
            ("50_over", _("Yes, 50 hours a week or more")),
        ],
    ),
}


def answers_to(question: str, *, minimum_age: int) -> Answers:
    """What may be answered to `question`, without the two ways of not saying."""
    answers = QUESTIONS[question][1]
    if question != "age":
        return answers
    beginnings = [begin for begin, _code, _words in AGE_BANDS]
    ends = [*beginnings[1:], 200]
    return [each for each, end in zip(answers, ends, strict=True) if end > minimum_age]
