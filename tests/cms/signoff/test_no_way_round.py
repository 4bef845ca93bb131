"""A walk at random through everything that people and code can do to a page finds no way round the rule.

After each step: what the public reads, in each language, was signed in these very words and pictures
by two different people, one in each capacity; and the page's own row says nothing else. The walk goes
on a course's page and on its translation, which begins with the same words.
"""

import contextlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page, Revision

from cms.models import CoursePage, SignEvent, SignRequest
from cms.publishing import words_of
from cms.signoff.actions import asking, signing
from cms.signoff.actions.asking import Signer, ask_for_signing
from cms.translations.actions import begin_translation
from college.refusals import Refusal
from courses.actions.editions import fingerprint_of_edition, words_of_edition
from courses.models import Course
from courses.queries import current_edition
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PEOPLE = [Signer(name, f"{name.lower()}@example.org") for name in ("Ada", "Ben", "Cem")]
person = st.sampled_from(PEOPLE)
# Few words, so that the same ones come back.
hooks = st.sampled_from(["One.", "Two.", "Three."])


class Walk(RuleBasedStateMachine):
    revisions = Bundle("revisions")

    pks: tuple[int, ...] = ()
    superuser = None
    times_public: dict[str, int] = {}

    def __init__(self):
        super().__init__()
        self.pk = self.pks[0]
        self.walk = transaction.atomic()
        self.walk.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.walk.__exit__(None, None, None)

    @property
    def page(self) -> CoursePage:
        return CoursePage.objects.select_related("course").get(pk=self.pk)

    @property
    def words(self) -> dict:
        return {"course": self.page.course, "language": self.page.language}

    @contextlib.contextmanager
    def tried(self):
        """Refused in one piece, or done."""
        with contextlib.suppress(Refusal, IntegrityError, ValidationError), transaction.atomic():
            yield

    @rule(language=st.sampled_from(["", "cy"]))
    def they_turn_to_the_words_in(self, language):
        self.pk = self.pks[bool(language)]

    @initialize(is_so=st.booleans())
    def both_are_public_already(self, is_so):
        for language in ("cy", "") if is_so else ():
            self.they_turn_to_the_words_in(language)
            self.two_are_asked_and_sign(publishes=True)

    # Writing -----------------------------------------------------------------------------

    @rule(target=revisions, hook=hooks)
    def a_draft_is_saved(self, hook):
        page = self.page.get_latest_revision_as_object()
        page.hook = hook
        return page.save_revision().pk

    @rule(target=revisions, revision=revisions)
    def an_older_draft_is_brought_back(self, revision):
        older = Revision.objects.get(pk=revision)
        return older.as_object().save_revision(previous_revision=older).pk

    # Signing -----------------------------------------------------------------------------

    @rule(lived=person, professional=person, publishes=st.booleans())
    def two_are_asked(self, lived, professional, publishes):
        who = {"lived": lived, "professional": professional, "publishes": publishes}
        with self.tried():
            ask_for_signing(**self.words, **who, by=self.superuser, now=timezone.now())

    @rule(publishes=st.booleans())
    def two_are_asked_and_sign(self, publishes):
        lived, professional, _third = PEOPLE
        who = {"lived": lived, "professional": professional, "publishes": publishes}
        now = timezone.now()
        with self.tried():
            for request in ask_for_signing(**self.words, **who, by=self.superuser, now=now):
                signing.sign(request=request, credit="", shows_capacity=False, by=request.signer, now=now)

    @rule(data=st.data(), by=st.none() | person)
    def somebody_signs(self, data, by):
        """The person who was asked, or another who tries."""
        requests = list(SignRequest.objects.order_by("pk"))
        if not requests:
            return
        request = data.draw(st.sampled_from(requests[-4:]))
        user = request.signer if by is None else asking._person(by)
        given = {"credit": "", "shows_capacity": False, "by": user, "now": timezone.now()}
        with self.tried():
            signing.sign(request=request, **given)

    @rule(data=st.data())
    def somebody_sends_it_back(self, data):
        requests = list(SignRequest.objects.order_by("pk"))
        if requests:
            request = data.draw(st.sampled_from(requests[-4:]))
            with self.tried():
                signing.send_back(request=request, comment="No.", by=request.signer, now=timezone.now())

    # Ways to live ------------------------------------------------------------------------

    @rule(revision=revisions, as_superuser=st.booleans())
    def a_revision_is_published(self, revision, as_superuser):
        user = self.superuser if as_superuser else None
        with self.tried():
            Revision.objects.get(pk=revision).publish(user=user, skip_permission_checks=True)

    @rule()
    def the_newest_is_published(self):
        """The button, and the two people's own: most walks go public here."""
        with self.tried():
            (self.page.get_latest_revision() or self.page.save_revision()).publish()

    @rule(children=st.booleans())
    def many_are_published(self, children):
        pages = [self.page.get_parent() if children else self.page]
        with self.tried():
            PublishBulkAction.execute_action(pages, include_descendants=children, user=self.superuser)

    @rule(hook=st.none() | hooks)
    def code_saves_it_live(self, hook):
        page = self.page
        page.live, page.hook = True, hook or page.hook
        with self.tried():
            page.save()

    @rule()
    def code_saves_it_live_as_any_page(self):
        page = Page.objects.get(pk=self.pk)
        page.live = True
        with self.tried():
            page.save()

    @rule()
    def code_copies_or_aliases_it(self):
        with self.tried():
            self.page.create_alias(update_slug="alias")
        with self.tried():
            copy = CopyPageAction(self.page, update_attrs={"slug": "copy"}).execute(skip_permission_checks=True)
            copy.save_revision().publish()
        self.the_public_reads_what_two_people_signed()
        for copy in CoursePage.objects.exclude(pk__in=self.pks):
            copy.delete()

    @rule()
    def it_is_taken_back(self):
        self.page.unpublish()

    # The rule ----------------------------------------------------------------------------

    @invariant()
    def the_public_reads_what_two_people_signed(self):
        for page in CoursePage.objects.filter(pk__in=self.pks).select_related("course"):
            assert page.course.shows(page.language) == page.live
            if not page.language:
                assert list(Course.objects.public()) == ([page.course] if page.live else [])
            if page.live:
                self.two_people_signed(page)

    def two_people_signed(self, page):
        Walk.times_public[page.language] += 1
        edition = current_edition(page.course, page.language)
        assert words_of_edition(edition) == words_of(page)
        named = {"request__language": page.language, "request__fingerprint": fingerprint_of_edition(edition)}
        signed = SignEvent.objects.filter(became="signed", **named).order_by("pk")
        by = dict(signed.values_list("request__capacity", "by"))
        assert set(by) == {"lived", "professional"}
        assert len(set(by.values())) == 2


@pytest.fixture(autouse=True)
def pages_to_walk_on(course_page, now, caplog):
    caplog.set_level("ERROR")
    translation = begin_translation(course=course_page.course, language="cy", by=None, now=now)
    Walk.pks, Walk.superuser = (course_page.pk, translation.pk), UserFactory(is_superuser=True)
    Walk.times_public = {"": 0, "cy": 0}


def walk(**how) -> None:
    checks = list(HealthCheck)
    run_state_machine_as_test(
        Walk, settings=settings(deadline=None, suppress_health_check=checks, database=None, **how)
    )


def test_no_walk_finds_a_way_round():
    """Walked until page and translation were both seen in public, which a few short walks may miss."""
    for _ in range(6):
        walk(max_examples=7, stateful_step_count=14, phases=[Phase.generate])
        if all(Walk.times_public.values()):
            return
    pytest.fail("No walk came to a public page in both languages.")


def test_the_walk_would_find_one(monkeypatch):
    """Without the rule, it soon does."""
    monkeypatch.setattr("courses.actions.editions.Signed.may_be_public", property(lambda signed: True))
    with pytest.raises(AssertionError):
        walk(max_examples=6, stateful_step_count=8, phases=[Phase.generate], derandomize=True)
