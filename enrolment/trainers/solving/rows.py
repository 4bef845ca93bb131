"""A linear model as plain rows and columns, before any solver sees it."""

from dataclasses import dataclass, field


@dataclass
class Rows:
    """Columns with a cost and a highest value, whole numbers from 0; rows that bound sums of them."""

    costs: list[int] = field(default_factory=list)
    highest: list[int] = field(default_factory=list)
    bounds: list[tuple[int | None, int | None]] = field(default_factory=list)
    terms: list[list[tuple[int, int]]] = field(default_factory=list)
    constant: int = 0

    def column(self, *, cost: int = 0, highest: int = 1) -> int:
        self.costs.append(cost)
        self.highest.append(highest)
        return len(self.costs) - 1

    def row(self, terms: list[tuple[int, int]], *, least: int | None = None, most: int | None = None) -> None:
        """least <= sum(factor * column) <= most; `terms` are (column, factor)."""
        self.terms.append(terms)
        self.bounds.append((least, most))
