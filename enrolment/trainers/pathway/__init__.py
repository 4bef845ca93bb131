"""The pathway of a trainer: what is done, until when it is good, and what comes next."""
