class Undeliverable(Exception):
    """This message did not go. `for_good` where trying again can't help. `str` says why, naming nobody."""

    def __init__(self, why: str, *, for_good: bool = False):
        super().__init__(why)
        self.for_good = for_good
