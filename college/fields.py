"""Columns that several packages share: opaque codes and text sealed with a key."""

import base64
import hashlib
import secrets
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

# No vowels, no look-alikes: nothing rude, nothing misread over the telephone.
LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def opaque_code() -> str:
    """A random code for addresses and letters: 12 letters and figures, about 57 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(12))


def in_groups(code: str) -> str:
    """A code in fours, as eyes and telephones can take it."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def without_gaps(written: str) -> str:
    """The letters and figures of a code alone, as somebody wrote it down."""
    return "".join(sign for sign in written.lower() if sign.isascii() and sign.isalnum())


class CodeField(models.CharField):
    """The code by which a row is named in an address; says nothing about the row."""

    def __init__(self, **options):
        defaults: dict[str, Any] = {"max_length": 12, "unique": True, "default": opaque_code, "editable": False}
        super().__init__(**defaults | options)


def _seal() -> MultiFernet:
    keys = (hashlib.sha256(key.encode()).digest() for key in settings.SEAL_KEYS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])


def seal(text: str) -> str:
    """`text` encrypted with the newest of SEAL_KEYS."""
    return _seal().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What `seal` was given. Raises InvalidToken where no key of SEAL_KEYS fits."""
    return _seal().decrypt(sealed.encode()).decode()


class SealedTextField(models.TextField):
    """Free text of the most private kind: encrypted in the database, its key outside it.

    Guards a stolen dump, not a hacked server. Can't be searched.
    """

    def get_prep_value(self, value):
        return seal(value) if value else value

    def from_db_value(self, value, expression, connection):
        return unseal(value) if value else value


__all__ = ["CodeField", "InvalidToken", "SealedTextField", "in_groups", "opaque_code", "seal", "unseal", "without_gaps"]
