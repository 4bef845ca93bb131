"""The words of a course in other languages."""
