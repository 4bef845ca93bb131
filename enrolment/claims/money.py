"""What a session is worth in pence, by the rates of its day. Plain data in, plain data out."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enrolment.claims.models import Rates


@dataclass(frozen=True)
class Said:
    """What a trainer claims for one session. Miles to one decimal; `receipts_pence` is what the receipts come to."""

    wants_payment: bool = False
    car_miles: Decimal = Decimal(0)
    passengers: int = 0
    bicycle_miles: Decimal = Decimal(0)
    receipts_pence: int = 0
    what_for: str = ""


@dataclass(frozen=True)
class Owed:
    """The same in blocks and pence."""

    blocks: int
    involvement_pence: int
    travel_pence: int
    receipts_pence: int

    @property
    def pence(self) -> int:
        return self.involvement_pence + self.travel_pence + self.receipts_pence


def reckon(said: Said, rates: Rates, *, minutes: int) -> Owed:
    """What `said` comes to for a session of so many `minutes`: a begun block counts whole, half a penny up."""
    blocks = -(-minutes // (60 * rates.block_hours)) if said.wants_payment else 0
    by_car = said.car_miles * (rates.mile_pence + said.passengers * rates.passenger_pence)
    travel = by_car + said.bicycle_miles * rates.bicycle_pence
    whole = int(Decimal(travel).quantize(Decimal(1), ROUND_HALF_UP))
    return Owed(blocks, blocks * rates.block_pence, whole, said.receipts_pence)


def pounds(pence: int) -> str:
    """£1,234.50"""
    return f"£{as_pounds(pence):,.2f}"


def as_pounds(pence: int) -> Decimal:
    """Pence in pounds, to two places, as a spreadsheet adds them up."""
    return (Decimal(pence) / 100).quantize(Decimal("0.01"))
