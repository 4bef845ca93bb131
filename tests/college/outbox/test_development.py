import pytest

from college.models import Message
from tests.college.outbox.examples import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings):
    settings.DEMONSTRATION = True


def test_anyone_in_the_demonstration_sees_what_was_sent(client, demonstration):
    message = written(subject="A message from the college", text="Your place is <ready>.", html="<p>Ready</p>")
    assert "A message from the college" in client.get("/outbox/").text
    page = client.get(f"/outbox/{message.pk}/").text
    assert "Your place is &lt;ready&gt;." in page
    assert client.get(f"/outbox/{message.pk}/html/").content == b"<p>Ready</p>"


def test_a_script_in_a_message_can_do_nothing(client, demonstration):
    message = written(html="<script>alert(1)</script>")
    policy = client.get(f"/outbox/{message.pk}/html/")["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "sandbox" in policy


def test_the_list_stays_short_and_its_queries_few(client, demonstration, django_assert_max_num_queries):
    for _ in range(105):
        written()
    with django_assert_max_num_queries(4):
        page = client.get("/outbox/").text
    assert page.count("/outbox/") == 100


def test_without_messages_it_says_so(client, demonstration):
    assert "No messages yet" in client.get("/outbox/").text


def test_forgotten_words_are_said_to_be_gone(client, demonstration):
    message = written()
    Message.objects.update(subject="", text="", to_address="")
    assert "have been deleted" in client.get(f"/outbox/{message.pk}/").text


@pytest.mark.parametrize("address", ["/outbox/", "/outbox/1/", "/outbox/1/html/"])
def test_an_open_college_has_no_such_page(client, address):
    written()
    assert client.get(address).status_code == 404
