import pytest
from django.utils import timezone

from cms.actions import lay_out_site
from cms.models import CoursePage, HomePage
from tests.factories import CourseFactory, UserFactory


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def site(db, now) -> HomePage:
    return lay_out_site(now=now)


@pytest.fixture
def course_page(db, now) -> CoursePage:
    """The draft page of a course that nobody has published yet."""
    course = CourseFactory(title="Sleeping well", code="WEL01")
    lay_out_site(now=now)
    return CoursePage.objects.get(course=course)


@pytest.fixture
def editor(db):
    return UserFactory(role="coordinator")


@pytest.fixture
def keeper(db):
    return UserFactory(role="administrator")


@pytest.fixture
def sign_in(client):
    """Signs someone in as the office does, with the second factor shown."""

    def enter(user):
        client.force_login(user)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return enter
