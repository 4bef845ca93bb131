"""The page components: `{% load components %}`, then a tag a piece of page.

A tag without a body takes all it needs as arguments: `{% button text %}`. A
tag with a body ends in `end<name>`: `{% inset %}<p>...</p>{% endinset %}`.
An argument left out, or given empty, raises `MissingPiece` rather than print
half a component. Each tag has one template of its own name in
`templates/components/`; `docs/design-base.md` lists them all with examples and
`/design/` shows them in development.

`register` is filled by the modules of `college.look.parts`, one a kind.
"""

from college.look.parts import actions, content, fields, lists, pages
from college.look.parts.piece import MissingPiece, register

__all__ = ["MissingPiece", "actions", "content", "fields", "lists", "pages", "register"]
