"""Whom the college reaches: answers are counted and never written down, so nothing leads from them to anyone."""
