"""The yes of a line manager to a member of staff who teaches."""
