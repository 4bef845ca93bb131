"""The content-security policy of Wagtail's screens: as strict as Wagtail 7.4 works with.

Measured in Chromium under a policy that forbids everything inline: Wagtail asks for inline styles
in its rich-text editor, and for inline scripts only where a widget starts itself, as in

    initDateChooser("id_timestamp_0", {"format": "Y-m-d"});
    new ImageChooser("id_picture", {"modalUrl": "/cms/images/chooser/"});

Those, and nothing else, are let through: each by its own hash, and only where all its arguments
are plain data. A script that somebody smuggled into a page matches neither.
"""

import base64
import hashlib
import json
import re

from django.conf import settings
from django.http import HttpResponse

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STARTS_A_WIDGET = re.compile(r"(?:init(?:Date|DateTime|Time)Chooser|new [A-Z]\w*Chooser)\((.*)\);?", re.DOTALL)


def starts_a_widget(script: str) -> bool:
    """True for a call of one of Wagtail's widgets with plain data and nothing besides."""
    call = _STARTS_A_WIDGET.fullmatch(script.strip())
    if not call:
        return False
    try:
        json.loads(f"[{call[1]}]")
    except ValueError:
        return False
    return True


def policy_for(response: HttpResponse) -> dict[str, list[str]]:
    """The directives in which the policy of this answer differs from every other page's."""
    policy = dict(settings.EDITORS_SECURITY_POLICY)
    if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
        page = response.content.decode(response.charset, "replace")
        hashes = {_hash(script) for script in _INLINE.findall(page) if starts_a_widget(script)}
        policy["script-src"] = [*policy["script-src"], *sorted(hashes)]
    return policy


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
