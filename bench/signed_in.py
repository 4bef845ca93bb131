"""People who are signed in already: sessions written straight into the table."""

import secrets
import time
from collections.abc import Sequence
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from college.models import User

SessionStore = import_module(settings.SESSION_ENGINE).SessionStore


def session_of(user: User) -> dict:
    """What a session holds after a sign-in with both factors, seen this very minute."""
    now = time.time()
    return {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
        "account_authentication_methods": [{"method": "mfa", "type": "totp", "at": now}],
        "account_authentication_methods_user": str(user.pk),
        "signed_in_at": now,
        "seen_at": now,
    }


def cookies_of(users: Sequence[User]) -> list[str]:
    """A session cookie's value for each of `users`, made in one go."""
    store = SessionStore()
    rows = []
    for user in users:
        store._session_key = secrets.token_hex(16)
        rows.append(store.create_model_instance(session_of(user)))
    type(rows[0]).objects.bulk_create(rows, 1000)
    return [row.session_key for row in rows]


def client_of(user: User | None = None) -> Client:
    """A browser of `user`, or of a visitor, over HTTPS."""
    client = Client(raise_request_exception=False, headers={"x-forwarded-proto": "https"})
    if user is not None:
        client.cookies[settings.SESSION_COOKIE_NAME] = cookies_of([user])[0]
    return client
