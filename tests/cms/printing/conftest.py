import pytest

from tests.cms.printing.rows import a_course
from tests.factories import LocalityFactory, TermFactory


@pytest.fixture
def term(db):
    return TermFactory(name="Spring", slug="spring")


@pytest.fixture
def leeds(db):
    return LocalityFactory(name="Leeds", slug="leeds")


@pytest.fixture
def sleeping(term, leeds):
    """A public course with a published run in Leeds."""
    return a_course("Sleeping well", term, leeds, code="SLP01")
