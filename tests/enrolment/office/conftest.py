"""People of an office, signed in with both factors."""

import pytest

from tests.factories import LocalityFactory, UserFactory


@pytest.fixture
def here(db):
    return LocalityFactory(name="Here", slug="here")


@pytest.fixture
def there(db):
    return LocalityFactory(name="There", slug="there")


@pytest.fixture
def coordinator(here):
    return UserFactory(role="coordinator", role__locality=here)


@pytest.fixture
def stranger(there):
    """The coordinator of another locality."""
    return UserFactory(role="coordinator", role__locality=there)


@pytest.fixture
def office(signed_in, coordinator):
    """The browser of the coordinator of `here`."""
    return signed_in(coordinator)
