"""What is asked in the address of the list of courses, and addresses that ask for more or less."""

from dataclasses import dataclass, field, replace

from django.http import QueryDict

from cms.finding.postcodes import first_half

# What narrows by one value, in the order in which addresses say it.
NAMES = ("place", "day", "time", "strand", "format", "audience", "language")
# Facts of a venue that can be asked for; each is a field of `courses.Venue`.
FEATURES = ("step_free", "accessible_toilet", "hearing_loop", "parking", "quiet_space")
# Longer texts are no search for a course, and more words make it slow.
LETTERS, WORDS = 80, 6


@dataclass(frozen=True)
class Asked:
    """One question to the list: every part may be empty.

    `one`: name of a filter -> its value; `access`: features a venue must all have;
    `words` as typed; `near`: the first half of a postcode, as "EM1", or its letters.
    """

    one: dict[str, str] = field(default_factory=dict)
    access: tuple[str, ...] = ()
    words: str = ""
    near: str = ""

    @classmethod
    def read(cls, query: QueryDict, known: dict[str, dict[str, str]]) -> "Asked":
        """`query` without what nobody knows, so an old or mistyped link still shows courses.

        known: name of a filter -> its values, each with its words.
        """
        asked = query.getlist("access")
        return cls(
            one={name: str(query[name]) for name in NAMES if query.get(name) in known[name]},
            access=tuple(feature for feature in FEATURES if feature in asked),
            words=" ".join(query.get("q", "")[:LETTERS].split()),
            near=first_half(query.get("near", "")),
        )

    def __bool__(self) -> bool:
        return bool(self.one or self.access or self.words or self.near)

    @property
    def separate_words(self) -> list[str]:
        return self.words.split()[:WORDS]

    def with_one(self, name: str, value: str) -> "Asked":
        """The same, narrowed to `value`; an empty value asks for any."""
        others = {other: kept for other, kept in self.one.items() if other != name}
        return replace(self, one=others | {name: value} if value else others)

    def toggled(self, feature: str) -> "Asked":
        """The same with `feature` wanted, or no longer."""
        wanted = set(self.access) ^ {feature}
        return replace(self, access=tuple(name for name in FEATURES if name in wanted))

    def without(self, name: str) -> "Asked":
        """The same without one thing: a filter by its name, `access`, `words` or `near`."""
        if name in NAMES:
            return self.with_one(name, "")
        return replace(self, **{name: () if name == "access" else ""})  # type: ignore[arg-type]

    @property
    def parts(self) -> list[str]:
        """The names of what narrows, as `without` takes them."""
        return [*self.one, *(name for name in ("access", "words", "near") if getattr(self, name))]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The filters as an address or hidden fields of the form say them; not what is typed in it."""
        chosen = [(name, self.one[name]) for name in NAMES if name in self.one]
        return chosen + [("access", feature) for feature in self.access]

    @property
    def codes(self) -> list[str]:
        """What is asked in our own codes; of what was typed only that something was."""
        typed = [name for name in ("words", "near") if getattr(self, name)]
        return [f"{name}={value}" for name, value in self.pairs] + typed

    @property
    def href(self) -> str:
        query = QueryDict(mutable=True)
        for name, value in [*self.pairs, ("q", self.words), ("near", self.near)]:
            if value:
                query.appendlist(name, value)
        return f"?{query.urlencode()}" if query else "?"
