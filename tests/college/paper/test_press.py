"""The child that prints: kept within limits, replaced when it dies, gone when its parent is."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from college.paper.pdf import LETTER, Limits, PaperRefused, render_pdf
from college.paper.press import PROJECT, Child, press
from tests.college.paper import examples
from tests.pdf import assert_pdf_ua

LONG = examples.plain_page("<h1>Long</h1>" + "<p>A line of words that has to be laid out</p>" * 60_000)


def letter() -> bytes:
    return render_pdf(html=examples.plain_page("<h1>Hello</h1>"))


def limits(**changes) -> Limits:
    return Limits(**({"cpu_seconds": 30, "wall_seconds": 40, "memory_mib": 400, "pages": 5} | changes))


@pytest.mark.parametrize(
    ("html", "limit", "sentence"),
    [
        (LONG, limits(cpu_seconds=1), "too long"),
        (LONG, limits(wall_seconds=1), "too long"),
        (LONG, limits(memory_mib=8), "too big"),
        (examples.plain_page("<p style='break-after: page'>x</p>" * 9), limits(), "too many pages"),
    ],
    ids=["seconds of work", "seconds of waiting", "memory", "pages"],
)
def test_a_limit_reached_is_a_sentence_and_the_next_paper_prints(html, limit, sentence):
    with pytest.raises(PaperRefused, match=sentence):
        render_pdf(html=html, limits=limit)
    assert_pdf_ua(letter(), pages=1)


def test_the_child_is_kept_warm_between_papers():
    letter()
    first = press.child.pid
    letter()
    assert press.child.pid == first


def test_a_child_that_was_killed_is_replaced():
    letter()
    press.child.process.kill()
    assert_pdf_ua(letter(), pages=1)


def test_a_child_killed_in_the_middle_of_a_paper_is_replaced_once():
    letter()
    victim = press.child.pid
    answer = []
    printing = threading.Thread(target=lambda: answer.append(render_pdf(html=LONG[:200_000], limits=limits(pages=999))))
    printing.start()
    time.sleep(0.2)
    os.kill(victim, signal.SIGKILL)
    printing.join()
    assert len(answer) == 1 and press.child.pid != victim


def test_who_asks_hears_how_many_pages_are_drawn(monkeypatch):
    monkeypatch.setattr("college.paper.press.SECONDS_BETWEEN_NEWS", 0)
    heard: list[int] = []
    leaves = examples.plain_page("<p style='break-after: page'>x</p>" * 4)
    assert_pdf_ua(render_pdf(html=leaves, told=heard.append), pages=4)
    assert heard == [0, 1, 2, 3]
    assert_pdf_ua(letter(), pages=1)  # and the next one, of whom nobody asks, tells nothing


def test_a_child_is_retired_after_its_share_of_papers(monkeypatch):
    monkeypatch.setattr("college.paper.press.JOBS_A_CHILD", 2)
    press.stop()
    pids = []
    for _ in range(3):
        letter()
        pids.append(press.child.pid)
    assert pids[0] == pids[1] != pids[2]


def test_threads_share_the_child_and_each_gets_its_own_paper():
    papers = {}

    def print_pages(count):
        papers[count] = render_pdf(html=examples.plain_page("<p style='break-before: page'>x</p>" * count))

    threads = [threading.Thread(target=print_pages, args=(count,)) for count in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for count, pdf in papers.items():
        assert_pdf_ua(pdf, pages=count)
    assert len(papers) == 6


def test_a_forked_server_process_starts_a_child_of_its_own():
    letter()
    parents_child = press.child.pid
    child = os.fork()
    if child == 0:
        good = letter().startswith(b"%PDF") and press.child.pid != parents_child
        press.stop()
        os._exit(0 if good else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    letter()
    assert press.child.pid == parents_child


def test_the_child_ends_when_its_parent_is_killed():
    code = (
        "from college.paper.press import Child; import time; child = Child();"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    printing = int(parent.stdout.readline())
    assert Path(f"/proc/{printing}").exists()
    parent.kill()
    parent.communicate()
    for _ in range(100):
        if not _alive(printing):
            return
        time.sleep(0.1)
    pytest.fail("the printing child outlived its parent")


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_child_knows_no_secrets():
    os.environ["DATABASE_URL_OF_A_TEST"] = "postgres://secret"
    try:
        child = Child()
        surroundings = Path(f"/proc/{child.pid}/environ").read_text()
        child.end()
    finally:
        del os.environ["DATABASE_URL_OF_A_TEST"]
    assert "secret" not in surroundings and "DJANGO" not in surroundings


def test_without_the_libraries_print_says_it_is_not_set_up(monkeypatch):
    monkeypatch.setattr("college.paper.press.sys.executable", "/bin/false")
    press.stop()
    with pytest.raises(PaperRefused, match="not set up"):
        letter()


@pytest.mark.once
def test_a_hundred_certificates_take_no_more_memory_than_twenty():
    press.stop()
    sizes = []
    for number in range(100):
        examples.certificate_pdf(name=f"Person {number}", limits=LETTER)
        if number in (19, 99):
            sizes.append(_resident_mib(press.child.pid))
    assert sizes[1] - sizes[0] < 25, sizes
    assert sizes[1] < 250, sizes


def _resident_mib(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024
