"""One college for a whole file of tests: nothing that a test does to it stays."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.architecture.world import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
