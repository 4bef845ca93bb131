"""Somebody acts for a learner: who, in what, until when; the learner's to give and to end."""
