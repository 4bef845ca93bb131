"""A web process killed under load loses no place that somebody was told of, and no message.

The bounded version; `make soak` kills for a long while.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db.models import Count

from college.models import Message
from enrolment.models import Enrolment, Learner, ReferralDraft
from tests.factories import RunFactory
from tests.races.rush import press, visitors
from tests.races.servers import all_workers, web_server

KILLS = 3
PEOPLE = 80
TRIES = 10


def test_what_was_acknowledged_is_kept_once_with_its_message(database_url):
    run = RunFactory(capacity=30)
    addresses = visitors(run, PEOPLE)
    with web_server(database_url) as server, all_workers(database_url):
        over = threading.Event()

        def kill_now_and_then():
            for _turn in range(KILLS):
                if not over.wait(0.7):
                    server.kill_a_worker()

        killer = threading.Thread(target=kill_now_and_then)
        killer.start()
        with ThreadPoolExecutor(8) as crowd:
            answers = list(crowd.map(lambda address: press(server.port, address), addresses))
        over.set()
        killer.join()
        assert ReferralDraft.objects.exclude(enrolment_code="").count() >= sum(status == 302 for status, _ in answers)
        told = {place.split("/")[3] for status, place in answers if status == 302}
        kept = dict(ReferralDraft.objects.filter(code__in=told).values_list("code", "enrolment_code"))
        assert set(Enrolment.objects.values_list("code", flat=True)) >= set(kept.values()) and all(kept.values())
        assert any(status == 0 for status, _place in answers), "no answer was lost, so nothing was tried"
        # Those who got no answer send it again, as people do, and some who got one press Back and do, too.
        for address in addresses:
            assert any(press(server.port, address)[0] == 302 for _turn in range(TRIES)), "no answer, again and again"
    assert Learner.objects.count() == Enrolment.objects.count() == Message.objects.count() == PEOPLE
    assert Enrolment.objects.holding_a_place().count() == 30
    assert set(Message.objects.values_list("about", flat=True)) == set(Enrolment.objects.values_list("code", flat=True))
    assert not Enrolment.objects.annotate(told=Count("events")).exclude(told=1).exists()
