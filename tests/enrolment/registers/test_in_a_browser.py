"""All that stands around a register, and what follows from it, can be used by everyone, on the smallest phone too."""

import pytest

from enrolment.models import CertificatePrintRun
from tests.architecture.doors import Side, Who
from tests.architecture.knocking import our_routes
from tests.architecture.world import make_world
from tests.browser import sign_in, sound

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {
    Who.TRAINER: [
        "teaching:registers",
        "teaching:run",
        "teaching:what_helps",
        "teaching:new_face",
        "teaching:tell",
        "teaching:debrief",
        "teaching:raise_concern",
        "teaching:concern",
        "teaching:check",
        "teaching:said",
        "teaching:cant_come",
    ],
    Who.SAFEGUARDING: ["office:concerns", "office:concern"],
    Who.COORDINATOR: ["office:follow_ups", "office:follow_up", "office:debrief", "office:graduation"],
    Who.LEARNER: ["my:home", "my:place", "my:graduation"],
}


def test_what_stands_around_a_register_is_accessible_on_the_smallest_phone(page, live_server):
    world = make_world()
    CertificatePrintRun.objects.exclude(term=None).update(status="making", drawn=140, to_draw=300)
    page.set_viewport_size({"width": 320, "height": 800})
    for who, names in PAGES.items():
        sign_in(page, live_server, world.people[who])
        for name in names:
            route = our_routes()[name]
            path = route.address(world.arguments(name, route.arguments, Side.HERE))
            assert page.goto(live_server.url + path).status == 200, name
            sound(page, 320)
            if name == "office:graduation":
                assert "140 of 300 drawn." in page.locator("main").inner_text()
