"""What `courses` tells whoever builds on it, always inside the transaction that did it."""

from django.dispatch import Signal

course_made = Signal()
"""A course was made. Sent with `course`, `by`, `now`."""

run_publishing = Signal()
"""A run is about to be published. Sent with `run`, `by`, `now`; a receiver may raise a Refusal."""

run_changing = Signal()
"""Facts of a run are about to change. Sent with `run` (as it was), `facts`, `by`, `now`; may be refused."""

run_changed = Signal()
"""Facts of a run have changed. Sent with `run`, `facts`, `by`, `now`."""
