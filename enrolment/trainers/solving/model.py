"""The term as a linear model, constraint by constraint.

    x[r, t]  trainer t is newly asked for, or keeps being asked for, run r
    f[r]     run r has its pair

Runs, people and days that no choice depends on never reach the model: whoever stays is a fact,
and what clashes with a fact is no choice.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from enrolment.trainers.solving.fitness import clashes, fits
from enrolment.trainers.solving.rows import Rows
from enrolment.trainers.solving.term import PEER_SECOND, Run, Term, Trainer, are_in_a_row

# Load is weighed above a quarter, a half and three quarters of what each asked for.
SHARES = (1, 2, 3)


@dataclass
class Model:
    """The rows, and which column says what. `needs`: how many peers, and how many people, a run still lacks."""

    term: Term
    runs: dict[int, Run]
    trainers: dict[int, Trainer]
    rows: Rows = field(default_factory=Rows)
    x: dict[tuple[int, int], int] = field(default_factory=dict)
    f: dict[int, int] = field(default_factory=dict)
    needs: dict[int, tuple[int, int]] = field(default_factory=dict)
    fixed: dict[int, list[Run]] = field(default_factory=lambda: defaultdict(list))
    choices: dict[int, list[Run]] = field(default_factory=lambda: defaultdict(list))
    shares: list[tuple[int, int, int, int]] = field(default_factory=list)
    learning: dict[int, tuple[int, int]] = field(default_factory=dict)


def model_of(term: Term) -> Model:
    """Build the model of `term`."""
    model = Model(term, {run.id: run for run in term.runs}, {trainer.id: trainer for trainer in term.trainers})
    clashing = _clashing(term)
    for run in term.runs:
        model.needs[run.id] = needs_of(term, run, model.trainers)
    for number, teaches in sorted(term.stays):
        if number in model.runs:
            model.fixed[teaches].append(model.runs[number])
    for run in term.runs:
        _choose(model, run, clashing)
        _with_its_skills(model, run)
    for trainer in term.trainers:
        _never_in_two_places(model, trainer.id, clashing)
        _within_own_limits(model, trainer)
        _with_a_rest(model, trainer)
        _fairly(model, trainer)
    _beside_someone_trained(model)
    return model


def counted(term: Term, run: Run, trainers: dict[int, Trainer]) -> list[Trainer]:
    """Who stays on `run` and counts for its pair: for a course of certified facilitators, only those."""
    staying = [trainers[t] for r, t in sorted(term.stays) if r == run.id and t in trainers]
    return [trainer for trainer in staying if trainer.is_certified or not run.is_certified_only]


def needs_of(term: Term, run: Run, trainers: dict[int, Trainer]) -> tuple[int, int]:
    """(peers, people) that `run` lacks beside those who stay.

    A peer and a professional, or where policy allows a peer and any second (domain: pair rule).
    """
    here = counted(term, run, trainers)
    peers = sum(trainer.is_peer for trainer in here)
    lacks_peer = 0 if peers else 1
    if term.pair == PEER_SECOND:
        return lacks_peer, max(2 - len(here), lacks_peer)
    return lacks_peer, lacks_peer + (0 if len(here) > peers else 1)


def _clashing(term: Term) -> dict[int, set[int]]:
    """Which runs nobody can teach beside which, compared only where they share a day."""
    by_day = defaultdict(list)
    for run in term.runs:
        for day in {meeting.day for meeting in run.meetings}:
            by_day[day].append(run)
    found: dict[int, set[int]] = defaultdict(set)
    seen = set()
    for runs in by_day.values():
        for place, one in enumerate(runs):
            for other in runs[place + 1 :]:
                if (one.id, other.id) not in seen and clashes(term, one, other):
                    found[one.id].add(other.id)
                    found[other.id].add(one.id)
                seen.add((one.id, other.id))
    return found


def _choose(model: Model, run: Run, clashing: dict[int, set[int]]) -> None:
    """The columns of one run, and the pair: all it lacks or nobody new, so a half pair takes nobody's time."""
    peers_lacking, lacking = model.needs[run.id]
    if not lacking:
        return
    term, weights, rows = model.term, model.term.weights, model.rows
    peers, others = [], []
    for trainer in term.trainers:
        is_taken = any(other.id == run.id or other.id in clashing[run.id] for other in model.fixed[trainer.id])
        if is_taken or not fits(term, run, trainer):
            continue
        cost = price_of(term, run, trainer)
        # What was asked already is not taken back lightly: the promise costs when broken.
        cost -= weights.change if (run.id, trainer.id) in term.asked else 0
        column = model.x[run.id, trainer.id] = rows.column(cost=cost)
        model.choices[trainer.id].append(run)
        (peers if trainer.is_peer else others).append((column, 1))
    rows.constant += weights.change * sum(r == run.id for r, _trainer in term.asked)
    rows.constant += weights.unfilled
    paired = model.f[run.id] = rows.column(cost=-weights.unfilled)
    rows.row([*peers, *others, (paired, -lacking)], least=0, most=0)
    if model.term.pair == PEER_SECOND:
        rows.row([*peers, (paired, -peers_lacking)], least=0)
    else:
        rows.row([*peers, (paired, -peers_lacking)], least=0, most=0)


def skills_lacking(term: Term, run: Run, trainers: dict[int, Trainer]) -> frozenset[str]:
    """What `run` asks of one of its trainers and none of those who stay can do."""
    return run.skills.difference(*(trainer.skills for trainer in counted(term, run, trainers)))


def _with_its_skills(model: Model, run: Run) -> None:
    """Each skill that a course asks for is one of the pair's (issue 6: special rules of a course)."""
    paired = model.f.get(run.id)
    if paired is None:
        return
    for skill in sorted(skills_lacking(model.term, run, model.trainers)):
        able = [model.x.get((run.id, trainer.id)) for trainer in model.term.trainers if skill in trainer.skills]
        model.rows.row([*((x, 1) for x in able if x is not None), (paired, -1)], least=0)


def price_of(term: Term, run: Run, trainer: Trainer) -> int:
    """What it costs that it is this trainer: new to a course that others know, and the way there."""
    known = any(course == run.course for _trainer, course in term.before)
    is_new = known and (trainer.id, run.course) not in term.before
    return term.weights.continuity * is_new + term.weights.travel * _half_hours(term, run, trainer)


def _half_hours(term: Term, run: Run, trainer: Trainer) -> int:
    """Half hours on the road from home for the whole run, one way a session."""
    if trainer.home is None:
        return 0
    return sum(term.minutes(trainer.home, meeting.place) for meeting in run.meetings) // 30


def _never_in_two_places(model: Model, trainer: int, clashing: dict[int, set[int]]) -> None:
    """Of runs that all clash with one another a trainer teaches at most one.

    Each pair that clashes stands in some such group; larger groups bound the relaxation tighter than pairs.
    """
    mine = [run.id for run in model.choices[trainer]]
    open_pairs = {(one, other) for one in mine for other in mine if one < other and other in clashing[one]}
    for pair in sorted(open_pairs):
        if pair not in open_pairs:
            continue
        group = list(pair)
        group += [run for run in mine if run not in pair and all(run in clashing[each] for each in pair)]
        group = _all_clash(group, clashing)
        open_pairs -= {(one, other) for one in group for other in group if one < other}
        model.rows.row([(model.x[run, trainer], 1) for run in sorted(group)], most=1)


def _all_clash(runs: list[int], clashing: dict[int, set[int]]) -> list[int]:
    group: list[int] = []
    for run in runs:
        if all(run in clashing[other] for other in group):
            group.append(run)
    return group


def _within_own_limits(model: Model, trainer: Trainer) -> None:
    """Never more sessions in a week, or in a day, than they want; what stays is counted, not undone."""
    elsewhere = list(model.term.elsewhere.get(trainer.id, ()))
    for limit, when in ((trainer.a_week, lambda m: m.week), (trainer.a_day, lambda m: m.day)):
        if limit is None:
            continue
        taken, wanted = defaultdict(int), defaultdict(lambda: defaultdict(int))
        for meeting in [*elsewhere, *(m for run in model.fixed[trainer.id] for m in run.meetings)]:
            taken[when(meeting)] += 1
        for run in model.choices[trainer.id]:
            for meeting in run.meetings:
                wanted[when(meeting)][model.x[run.id, trainer.id]] += 1
        rows = {(tuple(sorted(sums.items())), max(0, limit - taken[time])) for time, sums in wanted.items()}
        for terms, most in sorted(rows):
            if sum(factor for _column, factor in terms) > most:
                model.rows.row(list(terms), most=most)


def _with_a_rest(model: Model, trainer: Trainer) -> None:
    """Never more sessions in a row than they want: of every row that is one too long, one is not theirs.

    Rows of what stays alone are facts; what clashes with one another stands in rows of its own.
    """
    if trainer.in_a_row is None or not model.choices[trainer.id]:
        return
    days = defaultdict(list)
    for run in model.choices[trainer.id]:
        for meeting in run.meetings:
            days[meeting.day].append((meeting, model.x[run.id, trainer.id]))
    taken = [*model.term.elsewhere.get(trainer.id, ()), *(m for run in model.fixed[trainer.id] for m in run.meetings)]
    rows = set()
    for day, wanted in days.items():
        met = [*wanted, *((meeting, None) for meeting in taken if meeting.day == day)]
        for row in _rows_of(met, trainer.in_a_row + 1):
            columns = [column for _meeting, column in row if column is not None]
            if columns:
                most = max(0, trainer.in_a_row - (len(row) - len(columns)))
                rows.add((tuple(sorted(Counter(columns).items())), most))
    for terms, most in sorted(rows):
        model.rows.row(list(terms), most=most)


def _rows_of(met, length: int) -> list[list]:
    """Every row of so many of `met` (session, column) in which each follows the one before without a rest."""
    found = [[each] for each in met]
    for _turn in range(length - 1):
        found = [[*row, each] for row in found for each in met if are_in_a_row(row[-1][0], each[0])]
    return found


def steps_of(term: Term, trainer: Trainer) -> list[int]:
    """The loads above which a session costs: a quarter, a half, three quarters of what they asked for.

    Asked for over the term: their own weekly limit, else what is usual.
    """
    weekly = trainer.a_week if trainer.a_week is not None else term.usual_a_week
    return [share * len(term.weeks) * weekly // 4 for share in SHARES]


def load_elsewhere(term: Term, trainer: int) -> int:
    """Sessions outside these runs in the term's weeks."""
    return sum(meeting.week in term.weeks for meeting in term.elsewhere.get(trainer, ()))


def _fairly(model: Model, trainer: Trainer) -> None:
    """Load against what each asked for: each session above a quarter of it costs, above a half twice, ...

    Convex in load divided by what was asked, so equal shares are cheapest (pitfalls: engelsystem#372).
    """
    if not model.choices[trainer.id]:
        return
    loads = [(model.x[run.id, trainer.id], len(run.meetings)) for run in model.choices[trainer.id]]
    fixed = sum(len(run.meetings) for run in model.fixed[trainer.id]) + load_elsewhere(model.term, trainer.id)
    most = sum(factor for _column, factor in loads) + fixed
    for above in steps_of(model.term, trainer):
        if most > above:
            over = model.rows.column(cost=model.term.weights.fairness, highest=most - above)
            model.rows.row([*loads, (over, -1)], most=above - fixed)
            model.shares.append((over, trainer.id, above, fixed))


def _beside_someone_trained(model: Model) -> None:
    """Who has not finished train the trainer teaches beside someone who has (domain: pathway)."""
    for run, (_peers, lacking) in model.needs.items():
        new = [(x, 1) for (r, t), x in model.x.items() if r == run and not model.trainers[t].is_trained]
        here = sum(not trainer.is_trained for trainer in counted(model.term, model.runs[run], model.trainers))
        if lacking and new and len(new) + here > 1:
            alone = model.rows.column(cost=model.term.weights.growth)
            model.learning[run] = alone, here
            model.rows.row([*new, (alone, -1)], most=1 - here)
