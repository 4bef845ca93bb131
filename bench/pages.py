"""The course list against a bare view and against a plain Wagtail list, all on one server."""

from functools import partial

from bench.processes import memory_mb
from bench.rounds import in_turn
from bench.servers import Server
from bench.sizes import RUNS, SECONDS
from bench.table import Goal, Line, compared, verdict
from bench.visitors import Crowd, Job, get

# "Bare" is a view of one line through the middleware that Wagtail's own start has; "through", through
# all of ours. Addresses with a number of their own miss any page kept whole.
PAGES = {
    "bare": "/bench/bare/",
    "through": "/bench/through/",
    "plain": "/bench/plain/",
    "served": "/courses/",
    "fresh": "/courses/?n={n}",
}
FLOORS = {"sqlite": "0.021", "postgresql": "0.012"}
WORKER = Goal(at_most=170)


def lines(server: Server, crowd: Crowd, *, on: str) -> list[Line]:
    """Answers a second, in turn."""

    def rate(page: str) -> float:
        return crowd.rate(Job(server.port, [get(PAGES[page])], "200", SECONDS))

    for page in PAGES:
        rate(page)  # warm: templates compiled, connections open
    rates = in_turn({page: partial(rate, page) for page in PAGES})
    against = partial(compared, on=on, unit="a second")
    kind = on.split()[0]
    return [
        against(
            f"course list of {RUNS} runs as served / bare view",
            ours=rates["served"],
            anchor=rates["bare"],
            floor="0.38 – 0.80 from a page cache",
            goal=Goal(at_least=0.30),
        ),
        against(
            "bare view through our middleware / bare view",
            ours=rates["through"],
            anchor=rates["bare"],
        ),
        against(
            "course list uncached / bare view",
            ours=rates["fresh"],
            anchor=rates["bare"],
        ),
        against(
            "course list uncached / plain Wagtail list of 60 courses",
            ours=rates["fresh"],
            anchor=rates["plain"],
            goal=Goal(at_least=0.9),
        ),
        against(
            "plain Wagtail list of 60 courses / bare view",
            ours=rates["plain"],
            anchor=rates["bare"],
            floor=FLOORS[kind],
        ),
        _memory(server, on),
    ]


def _memory(server: Server, on: str) -> Line:
    sizes = sorted(memory_mb(worker) for worker in server.workers)
    return Line(
        what="memory of a web worker after that, MB",
        on=on,
        figure=f"{sizes[-1]:.0f}",
        spread=f"{sizes[0]:.0f} – {sizes[-1]:.0f}",
        goal=str(WORKER),
        verdict=verdict(WORKER, sizes[-1]),
    )
