"""A trainer can't come to one session: who could come instead is asked, one after another."""
