"""Names for signing in without e-mail: a plain word and four figures, such as kite-4821."""

import secrets

from django.utils.crypto import salted_hmac

_PLAIN_WORDS = (
    "acorn apple badge bell bird boat book bridge brush cake candle chair cloud coat comet corn cup daisy desk door "
    "drum fern field flute fox gate glove grape harp hat hill ivy jar kite lake lamp leaf lemon map maple mint moon "
    "nest oak olive otter owl page park path pear pen pine plum pond rain river robin roof rope rose sail sand seed "
    "shell ship sky snow song spoon star stone sun swan table tea tent train tree tulip wave wind wood wool"
)
WORDS = tuple(_PLAIN_WORDS.split())


def new_sign_in_name() -> str:
    """A name to be printed beside a code. It says nothing about the person and is no secret."""
    return f"{secrets.choice(WORDS)}-{secrets.randbelow(9000) + 1000}"


def as_written(name: str) -> str:
    """`name` as we keep it, however it was typed: `Kite 4821`, `KITE4821` and `kite-4821` are one."""
    bare = "".join(sign for sign in name.lower() if sign.isalnum())[:30]
    letters = bare.rstrip("0123456789")
    return f"{letters}-{bare[len(letters) :]}"


def figures_of(code: str) -> str:
    """The figures of a code, without the gaps and dashes that people type."""
    return "".join(sign for sign in code if sign in "0123456789")[:12]


def sealed_code(user_id: int, code: str) -> str:
    """What the database keeps of a code: worthless without SECRET_KEY, so a stolen dump opens nothing."""
    return salted_hmac("one-time code", f"{user_id}:{code}", algorithm="sha256").hexdigest()


def counted(text: str) -> str:
    """`text` as part of the name of a limit: fits the column, and names nobody."""
    return salted_hmac("limit", text, algorithm="sha256").hexdigest()[:40]
