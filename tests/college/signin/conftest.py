"""People at the door, and the ways they knock."""

import re
import threading
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection
from django.test import Client

from college.models import Message, User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def last_code() -> str:
    """The six figures of the last message."""
    return re.search(r"\b\d{6}\b", Message.objects.latest("pk").text).group()


def app_code(secret: str = SECRET) -> str:
    """What an app set up with `secret` shows now."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def set_up_app(user: User) -> None:
    TOTP.activate(user, SECRET)


@pytest.fixture
def sign_in(client) -> Callable:
    """Signs in by the code that comes by e-mail, and stops where the site stops."""

    def sign_in(user: User, door: Client = client, next: str = ""):
        door.post("/accounts/login/", {"login": user.email, "next": next})
        return door.post("/accounts/login/code/confirm/", {"code": last_code(), "next": next})

    return sign_in


def at_once(work, people: int = 20) -> None:
    """Runs `work(number)` in that many threads that begin together."""
    start, faults = threading.Barrier(people), []

    def one(number: int) -> None:
        try:
            start.wait()
            work(number)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
