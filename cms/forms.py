"""The college's words, look and rules, as forms that say what each does."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.words import lines
from college.look.word_fields import FormWithWords, fields_of_words, given_words
from college.look.words import DEFAULT_WORDS
from college.models import Theme, Wording
from college.pictures import DrawnPictureField
from courses.form_blocks import BASES, BLOCKS, FORGETTABLE, OPTIONAL, YEARS, kept_words, years_kept, years_words
from courses.models import Policy


class WordingForm(FormWithWords, WagtailAdminModelForm):
    """Each word has a field of its own; an empty one goes back to what it was at first."""

    class Meta:
        model = Wording
        fields = [
            "college_name",
            "strapline",
            "help_phone",
            "help_hours",
            "help_email",
            "postal_address",
            "crisis_text",
        ]
        widgets = {"postal_address": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields |= fields_of_words(self.instance.words or {}, otherwise=DEFAULT_WORDS)

    def save(self, commit=True):
        self.instance.words = DEFAULT_WORDS | given_words(self.cleaned_data)
        return super().save(commit)


class ThemeForm(WagtailAdminModelForm):
    """Colours that can't be read together are refused, with the nearest shade that can."""

    logo = DrawnPictureField(
        label=_("Logo"),
        required=False,
        help_text=_("A JPG, PNG or WebP picture. It takes the place of the college's name at the top of each page."),
    )
    no_logo = forms.BooleanField(label=_("Show no logo"), required=False)
    may_use = forms.BooleanField(
        label=_("We have the right to use this logo"), required=False, help_text=_("Tick this when you upload one.")
    )

    class Meta:
        model = Theme
        fields = ["accent", "accent_text", "header_style", "radius", "font", "logo"]
        help_texts = {
            "accent": _("Header, opening picture, edge of cards. Buttons and links keep their own colours."),
            "accent_text": _("What is written on the accent colour."),
        }

    def clean(self):
        given = super().clean()
        if "logo" in self.changed_data and given.get("logo") and not given.get("may_use"):
            self.add_error("may_use", _("Say that you have the right to use this logo, or leave it out."))
        if given.get("no_logo"):
            given["logo"] = False
        return given


class BlocksForm(WagtailAdminModelForm):
    """Which blocks of questions the college asks, what allows it to, and how long it keeps what can go alone."""

    class Meta:
        model = Policy
        fields: list[str] = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for block in BLOCKS:
            says = {"why": block.why, "who": block.seen_by, "kept": kept_words(block)}
            if not block.is_needed:
                self.fields[f"asks_{block.name}"] = forms.BooleanField(
                    label=_("We ask: %(what)s") % {"what": block.title},
                    help_text=_("%(why)s Who sees it: %(who)s. How long: %(kept)s.") % says,
                    initial=block.name not in self.instance.unasked,
                    required=False,
                )
            self.fields[f"basis_{block.name}"] = forms.ChoiceField(
                label=_("What allows us to ask: %(what)s") % {"what": block.title},
                choices=BASES,
                initial=self.instance.bases.get(block.name, block.basis),
            )
            if block in FORGETTABLE:
                self.fields[f"years_{block.name}"] = forms.TypedChoiceField(
                    label=_("How long we keep it: %(what)s") % {"what": block.title},
                    choices=[(years, years_words(years)) for years in YEARS],
                    coerce=int,
                    initial=years_kept(block),
                )

    def save(self, commit=True):
        given = self.cleaned_data
        self.instance.unasked = [block.name for block in OPTIONAL if not given[f"asks_{block.name}"]]
        self.instance.bases = {block.name: given[f"basis_{block.name}"] for block in BLOCKS}
        self.instance.keeping = {block.name: given[f"years_{block.name}"] for block in FORGETTABLE}
        return super().save(commit)


class PolicyForm(WagtailAdminModelForm):
    """The rules of the college. A changed agreement is a new version, which learners see again."""

    class Meta:
        model = Policy
        fields = [
            "minimum_age",
            "guardian_from_age",
            "certificate_threshold",
            "confirmation",
            "waiting_list",
            "offer_days",
            "offer_days_by_post",
            "offer_link_days",
            "reasons_to_come_first",
            "kept_places_open_days",
            "pair_rule",
            "release",
            "pathway_notice_days",
            "unpaired",
            "answer_days",
            "stand_in_hours",
            "stand_in_hours_soon",
            "places_per_term",
            "journey_minutes",
            "usual_a_week",
            "planning_seconds",
            "weigh_unfilled",
            "weigh_change",
            "weigh_fairness",
            "weigh_continuity",
            "weigh_growth",
            "weigh_travel",
            "draft_hours",
            "leave_to",
            "learner_idle_minutes",
            "sign_off_owed_days",
            "review_months",
            "pack_days",
            "clock_minutes",
            "register_days",
            "claim_days",
            "call_after_first",
            "call_in_a_row",
            "give_on_days",
            "call_within_days",
            "call_tries",
            "ring_again_days",
            "ring_again_after_message_days",
            "concern_name",
            "concern_phone",
            "concern_minutes",
            "bank_holidays",
            "remind_days",
            "remind_again_days",
            "quiet_from",
            "quiet_until",
            "announce_minutes",
            "supporter_months",
            "words_days",
            "agreement",
        ]
        help_texts = {
            "minimum_age": _("We ask people to confirm that they are this old. We do not check."),
            "guardian_from_age": _(
                "Empty: nobody below the youngest age can come. With an age, young people from it on name a parent or "
                "guardian when they join, and a place is kept until the office has noted that this person agrees."
            ),
            "certificate_threshold": _("A course may have a rule of its own."),
            "places_per_term": _("Empty: as many as they like."),
            "confirmation": _("Only for people who never had a place with you. The office keeps the diary."),
            "offer_days": _("Weekends, bank holidays and days on which the college is closed don't count."),
            "words_days": _("Long enough to answer “did you write to me?”, short enough to forget."),
            "remind_days": _("Empty: no reminder. Learners can switch reminders off for themselves."),
            "supporter_months": _("Each ends on a day; after that the learner says it anew, if they like."),
            "clock_minutes": _("Beyond that, somebody is asked to look at the mark."),
            "register_days": _("After that only the office sees and corrects them."),
            "call_after_first": _("A kind call, never a penalty. Nobody is rung who sent apologies."),
            "give_on_days": _("Empty: never. Learners are told so beforehand, and somebody of the office decides."),
            "offer_link_days": _(
                "For learners without e-mail, who have no other way in, and for trainers who are not signed in."
            ),
            "call_in_a_row": _("1: after each session that they missed. 0: never."),
            "reasons_to_come_first": _("One a line. The office chooses among them; the history keeps which."),
            "concern_name": _("A person or a duty desk. Without one, trainers are shown the college's own number."),
            "agreement": _("One thing a line. If you change it, learners are asked to agree again."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.agreed_so_far = lines(self.instance.agreement)

    def save(self, commit=True):
        if lines(self.instance.agreement) != self.agreed_so_far:
            self.instance.agreement_version += 1
        return super().save(commit)
