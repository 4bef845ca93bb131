"""Codes for people without e-mail: by letter, text or from the office."""

import datetime as dt
import threading

import pytest
from django.utils import timezone

from college.limits import allow
from college.models import Message, OneTimeCode
from college.signin.actions import (
    CodeDoesNotFit,
    NobodyToSignIn,
    TooManyTries,
    make_one_time_code,
    text_a_code,
    use_one_time_code,
)
from tests.college.signin.conftest import at_once
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 1, 11, 10, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def somebody(**fields):
    return UserFactory(email=None, **fields)


def use(name, code, *, now=NOW, network="192.0.2.1"):
    return use_one_time_code(name=name, code=code, network=network, now=now)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_name_and_code_open_the_door_once():
    person, clerk = somebody(), UserFactory(role="coordinator")
    code = make_one_time_code(user=person, way="office", by=clerk, now=NOW)
    assert use(person.sign_in_name, code) == person
    with pytest.raises(CodeDoesNotFit):
        use(person.sign_in_name, code)
    row = OneTimeCode.objects.get()
    assert (row.made_by, row.used_at) == (clerk, NOW)


def test_the_database_does_not_hold_the_code():
    person = somebody()
    code = make_one_time_code(user=person, way="post", by=None, now=NOW)
    assert len(code) == 6
    assert code not in OneTimeCode.objects.get().hash


@pytest.mark.parametrize("typed", ["{}-{}", "{}{}", "  {} {} ", "{}_{}"])
def test_a_name_may_be_typed_in_many_ways(typed):
    person = somebody()
    code = make_one_time_code(user=person, way="post", by=None, now=NOW)
    name = typed.format(*person.sign_in_name.split("-"))
    assert use(name.upper(), f" {code[:3]}-{code[3:]} ") == person


@pytest.mark.parametrize(("way", "lasts"), [("text", 15 * MINUTE), ("post", 14 * DAY), ("office", 7 * DAY)])
def test_each_way_has_its_time(way, lasts):
    person = somebody()
    code = make_one_time_code(user=person, way=way, by=None, now=NOW)
    with pytest.raises(CodeDoesNotFit):
        use(person.sign_in_name, code, now=NOW + lasts)
    assert use(person.sign_in_name, code, now=NOW + lasts - dt.timedelta(seconds=1)) == person


def test_a_new_code_ends_the_one_before_and_keeps_the_name():
    person = somebody()
    first = make_one_time_code(user=person, way="post", by=None, now=NOW)
    name = person.sign_in_name
    second = make_one_time_code(user=person, way="office", by=None, now=NOW)
    assert person.sign_in_name == name
    if first != second:
        with pytest.raises(CodeDoesNotFit):
            use(name, first)
    assert use(name, second) == person


def test_five_wrong_tries_end_a_code_however_slowly():
    person = somebody()
    code = make_one_time_code(user=person, way="post", by=None, now=NOW)
    for hour in range(5):
        with pytest.raises(CodeDoesNotFit):
            use(person.sign_in_name, wrong(code), now=NOW + hour * 60 * MINUTE)
    with pytest.raises(CodeDoesNotFit):
        use(person.sign_in_name, code, now=NOW + 6 * 60 * MINUTE)


def test_a_name_takes_five_tries_in_five_minutes_known_or_not():
    person = somebody()
    make_one_time_code(user=person, way="post", by=None, now=NOW)
    for name in (person.sign_in_name, "nobody-1234"):
        answers = [_answer(name, "not a code", network=str(number)) for number in range(6)]
        assert answers == [CodeDoesNotFit] * 5 + [TooManyTries]


def test_a_network_takes_ten_tries_a_minute():
    answers = [_answer(f"kite-{1000 + number}", "123456") for number in range(11)]
    assert answers == [CodeDoesNotFit] * 10 + [TooManyTries]


def _answer(name, code, **rest):
    try:
        return use(name, code, **rest)
    except (CodeDoesNotFit, TooManyTries) as refusal:
        return type(refusal)


def test_someone_else_s_code_opens_nothing():
    one, other = somebody(), somebody()
    code = make_one_time_code(user=one, way="post", by=None, now=NOW)
    make_one_time_code(user=other, way="post", by=None, now=NOW)
    OneTimeCode.objects.filter(user=other).update(hash=OneTimeCode.objects.get(user=one).hash)
    with pytest.raises(CodeDoesNotFit):
        use(other.sign_in_name, code)


def test_who_may_not_sign_in_gets_no_code_and_can_use_none():
    person = somebody()
    code = make_one_time_code(user=person, way="post", by=None, now=NOW)
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(CodeDoesNotFit):
        use(person.sign_in_name, code)
    with pytest.raises(NobodyToSignIn):
        make_one_time_code(user=person, way="post", by=None, now=NOW)


def test_a_code_is_texted_to_the_mobile_we_know():
    person = somebody(mobile="07700 900123", sign_in_name="kite-4821")
    text_a_code(name="Kite 4821", network="192.0.2.1", now=NOW)
    text = Message.objects.get()
    assert (text.channel, text.to_address, text.to_user) == ("text", "07700 900123", person)
    assert use("kite-4821", text.text[:6]) == person


@pytest.mark.parametrize("name", ["owl-1234", "nobody-1234", "", "💥"])
def test_without_a_mobile_nothing_is_texted_and_nothing_is_said(name):
    somebody(sign_in_name="owl-1234")
    text_a_code(name=name, network="192.0.2.1", now=NOW)
    assert not Message.objects.exists()


def test_texts_have_their_limit():
    somebody(mobile="07700 900123", sign_in_name="kite-4821")
    for _ in range(3):
        text_a_code(name="kite-4821", network="192.0.2.1", now=NOW)
    with pytest.raises(TooManyTries):
        text_a_code(name="kite-4821", network="192.0.2.2", now=NOW)
    assert Message.objects.count() == 3


# On the pages ----------------------------------------------------------------------------


def test_the_page_signs_in_and_leads_on(client):
    person = somebody()
    code = make_one_time_code(user=person, way="post", by=None, now=timezone.now())
    arrived = client.post("/accounts/code/", {"name": person.sign_in_name, "code": code, "next": "/my/"})
    assert arrived.headers["Location"] == "/my/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_page_says_the_same_of_a_wrong_code_and_an_unknown_name(client):
    person = somebody()
    code = make_one_time_code(user=person, way="post", by=None, now=timezone.now())
    for name in (person.sign_in_name, "nobody-1234"):
        page = client.post("/accounts/code/", {"name": name, "code": wrong(code)})
        assert page.status_code == 200
        assert "do not fit together" in page.content.decode()


def test_asking_for_a_text_answers_the_same_for_everyone(client):
    somebody(mobile="07700 900123", sign_in_name="kite-4821")
    answers = [client.post("/accounts/code/text/", {"name": name}, follow=True) for name in ("kite-4821", "owl-9999")]
    known, unknown = ([str(message) for message in page.context["messages"]] for page in answers)
    assert known == unknown != []
    assert Message.objects.count() == 1


# At once ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_twenty_people_with_one_code_one_comes_in():
    person = somebody()
    code = make_one_time_code(user=person, way="post", by=None, now=NOW)
    came_in, answers = [], []

    def come_in(number: int) -> None:
        answer = _answer(person.sign_in_name, code, network=str(number))
        (came_in if answer == person else answers).append(answer)

    at_once(come_in)
    assert len(came_in) == 1
    assert set(answers) <= {CodeDoesNotFit, TooManyTries}
    assert len(answers) == 19


@pytest.mark.django_db(transaction=True)
def test_twenty_guesses_at_once_are_counted_exactly():
    person = somebody()
    code = make_one_time_code(user=person, way="post", by=None, now=NOW)
    answers = []
    at_once(lambda number: answers.append(_answer(person.sign_in_name, wrong(code), network=str(number))))
    assert answers.count(CodeDoesNotFit) == 5
    assert answers.count(TooManyTries) == 15
    assert OneTimeCode.objects.get().wrong_tries == 5


@pytest.mark.django_db(transaction=True)
def test_read_and_then_write_would_let_several_in():
    """The negative control: without the conditional update the same code opens the door twice."""
    person = somebody()
    make_one_time_code(user=person, way="post", by=None, now=NOW)
    read = threading.Barrier(20)
    came_in = []

    def careless(number: int) -> None:
        live = OneTimeCode.objects.get(user=person)
        read.wait()
        if live.used_at is None:
            live.used_at = NOW
            live.save()
            came_in.append(number)

    at_once(careless)
    assert len(came_in) > 1


@pytest.mark.django_db(transaction=True)
def test_limits_are_exact_when_all_ask_at_once():
    allowed = []
    at_once(lambda number: allowed.append(allow("door", most=5, within=MINUTE, now=NOW)))
    assert sum(allowed) == 5
