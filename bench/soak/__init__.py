"""`make soak`: processes killed again and again under load; nothing acknowledged may be lost.

It kills processes, not power: what a disk loses when the current goes is not shown here.
"""
