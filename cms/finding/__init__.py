"""Finding a course by place, time, kind, access and words: links and one small form narrow a list."""

from cms.finding.finding import Choice, Filter, Finding

__all__ = ["Choice", "Filter", "Finding"]
