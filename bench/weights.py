"""What every kind of page that a learner sees weighs on its way to the phone: its HTML, compressed as browsers ask."""

from bench.servers import Server
from bench.soak.people import Browser, Notes
from bench.table import Goal, Line, bounded
from bench.workplace import HOST
from cms.models import CoursePage
from enrolment.models import Enrolment

GOAL = Goal(at_most=15)
FOUND = 200
OPEN = ["/", "/courses/", "/courses/?q=sleep", "/join/", "/ring-me/", "/accounts/login/"]
SCREENS = ["name", "reach", "about", "help", "agreement"]
OWN = ["", "details/", "details/reach/", "needs/", "messages/", "privacy/", "supporters/", "equality/"]


def lines(server: Server, email: str, cookies: str) -> list[Line]:
    """A line for each page; `email` is of a learner with a place, `cookies` show that they are signed in."""
    place = Enrolment.objects.select_related("run").filter(learner__email=email).latest("pk")
    run = place.run.code
    begun = Browser(server.port, Notes()).post(f"/join/{run}/", name="Sam").split("/reach/")[0]
    course = CoursePage.objects.first().get_url()
    visited = [*OPEN, course, f"/join/{run}/", *(f"{begun}/{screen}/" for screen in SCREENS)]
    own = [*(f"/my/{page}" for page in OWN), f"/my/places/{place.code}/", f"/my/places/{place.code}/give-up/"]
    return [
        bounded(
            f"weight of {path.replace(begun, '/join/…').replace(run, '…').replace(place.code, '…')}, KB",
            scale.kilobytes(path),
            GOAL,
            on="any",
        )
        for scale, paths in ((Scale(server.port), visited), (Scale(server.port, cookies), own))
        for path in paths
    ]


class Scale(Browser):
    """Asks once for a page and says how much came, compressed."""

    def __init__(self, port: int, cookies: str = ""):
        super().__init__(port, Notes(), cookies)

    def kilobytes(self, path: str) -> float:
        """Refuses whatever is not a page: the weight of an error says nothing."""
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Cookie": self.cookies, "Accept-Encoding": "gzip"}
        self.line.request("GET", path, headers=headers)
        answer = self.line.getresponse()
        body = answer.read()
        if answer.status != FOUND or answer.headers.get("Content-Encoding") != "gzip":
            raise SystemExit(f"{path} was answered {answer.status}, not compressed or not at all.")
        return len(body) / 1000
