"""The pages of an import: upload, dry run, mending, applying; and who never sees them."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.models import Run, SheetImport
from courses.sheets.files import read_file
from tests.courses.sheets.sheets import HEADINGS, PROGRAMME, TRAINERS, xlsx_of
from tests.courses.sheets.test_shared_programme import DOUBTS, workbook
from tests.factories import LearnerFactory, UserFactory

from .conftest import NOW, applied, apply, bring, settle
from .test_programme import one_line, run_of

pytestmark = pytest.mark.django_db


def page_of(response) -> str:
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def upload(client, term, content=PROGRAMME, name="programme.csv", kind="programme"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("imports:upload"), {"kind": kind, "term": term.pk, "file": file})


def suggestions(page: str) -> dict[int, list[str]]:
    """What each button of a suggestion carries, by the line that its form posts to."""
    found: dict[int, list[str]] = {}
    for number, body in re.findall(r'action="[^"]*/lines/(\d+)/"(.*?)</form>', page, re.DOTALL):
        found.setdefault(int(number), []).extend(re.findall(r'name="suggestion" value="(\{.*?\})"', body))
    return found


@pytest.mark.parametrize(("content", "name"), [(PROGRAMME, "programme.csv"), (workbook(), "programme.xlsx")])
def test_from_upload_to_applied_by_pressing_buttons(term, coordinator, signed_in, content, name):
    client = signed_in(coordinator)
    response = upload(client, term, content, name)
    where = response.url
    page = page_of(client.get(where))
    assert "9 lines in doubt" in page
    assert "Apply the sheet" not in page
    pressed = set()
    while choices := suggestions(page):
        number, values = next(iter(choices.items()))
        response = client.post(f"{where}lines/{number}/", {"suggestion": values[0]})
        assert response.url == f"{where}#line-{number}"
        pressed.add(number)
        page = page_of(client.get(where))
    assert sorted(pressed) == [number for number, _code in DOUBTS]
    assert "Apply the sheet" in page
    response = client.post(f"{where}apply/", follow=True)
    assert "The sheet is applied." in page_of(response)
    assert Run.objects.count() == 46


def test_trainers_are_brought_the_same_way(term, coordinator, signed_in):
    client = signed_in(coordinator)
    where = upload(client, term, TRAINERS, "trainers.csv", "trainers").url
    page = page_of(client.get(where))
    assert "The check ends on 20/02/2027, during the term." in page
    assert "Train the trainer is booked (March 2027), not done." in page
    page_of(client.post(f"{where}apply/", follow=True))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\x89PNG\r\n\0\0", "photo.xlsx", "not a workbook"),
        (b"", "empty.csv", "empty"),
        (b"a,b\n" * 50_000, "long.csv", "more than 5,000 lines"),
        ("a,b\nCafé,–".encode("cp1252"), "old.csv", "the letters can't be read"),
        (b"a" * (5 * 1024 * 1024 + 1), "large.csv", "larger than 5 MB"),
        (PROGRAMME.replace(b"Weeks", b"Months"), "programme.csv", "the column “Weeks” is missing"),
        (TRAINERS, "trainers.csv", "needs these columns"),
    ],
)
def test_a_broken_file_gets_a_sentence_and_leaves_nothing(term, coordinator, signed_in, content, name, sentence):
    page = page_of(upload(signed_in(coordinator), term, content, name))
    assert sentence in page
    assert "There is something to put right" in page
    assert not SheetImport.objects.exists()


def test_a_cell_is_written_anew_set_aside_and_taken_back(term, coordinator, signed_in):
    client = signed_in(coordinator)
    sheet = bring(term, coordinator)
    line = reverse("imports:line", args=[sheet.code, 23])
    stored = sheet.lines.get(number=23)
    client.post(line, {"press": "cell", "column": "Places", "words": "11"})
    stored.refresh_from_db()
    assert stored.mended == {"Places": "11"}
    assert "Written anew" in page_of(client.get(line))
    client.post(line, {"press": "set aside"})
    stored.refresh_from_db()
    assert stored.is_set_aside
    client.post(line, {"press": "restore"})
    stored.refresh_from_db()
    assert (stored.mended, stored.is_set_aside) == ({}, False)


def test_the_whole_of_a_line_can_be_written(term, coordinator, signed_in):
    client = signed_in(coordinator)
    sheet = bring(term, coordinator)
    line = reverse("imports:line", args=[sheet.code, 3])
    form = client.get(line).context["form"]
    cells = {name: field.initial for name, field in form.fields.items()}
    cells[f"cell-{HEADINGS.index('Places')}"] = "8"
    client.post(line, cells)
    assert sheet.lines.get(number=3).mended == {"Places": "8"}


@pytest.mark.parametrize("value", ["", "[", "[]", "1", '{"Places": 1}', '{"Places": null}', "[" * 100_000])
def test_a_button_that_is_not_ours_is_not_found(term, coordinator, signed_in, value):
    sheet = bring(term, coordinator)
    response = signed_in(coordinator).post(reverse("imports:line", args=[sheet.code, 3]), {"suggestion": value})
    assert response.status_code == 404
    assert sheet.lines.get(number=3).mended == {}


@pytest.mark.parametrize("words", ["\ud800", "a\0b", "x" * 3000, "=1+1"])
def test_strange_words_never_break_the_page(term, coordinator, signed_in, words):
    client = signed_in(coordinator)
    sheet = bring(term, coordinator)
    line = reverse("imports:line", args=[sheet.code, 3])
    assert client.post(line, {"suggestion": json.dumps({"Notes": words})}).status_code == 302
    assert client.post(line, {"suggestion": json.dumps({"Nowhere": words})}).status_code == 302
    page_of(client.get(reverse("imports:sheet", args=[sheet.code])))


def test_what_was_changed_on_screen_is_offered_as_a_tick(term, coordinator, signed_in):
    applied(term, coordinator)
    run = run_of("UND02", "Doncaster")
    Run.objects.filter(pk=run.pk).update(capacity=9)
    client = signed_in(coordinator)
    where = upload(client, term).url
    page = page_of(client.get(where))
    assert "Changed on screen since" in page
    assert "overwrite “9” with “12” from the sheet" in page
    client.post(f"{where}apply/", {"overwrite": ["x", "3:", ":capacity", "9" * 50 + ":capacity", "3:capacity"]})
    run.refresh_from_db()
    assert run.capacity == 12


def test_the_result_says_what_became_of_each_line_and_leads_on(term, coordinator, signed_in):
    sheet = bring(term, coordinator)
    client = signed_in(coordinator)
    for number, _code in DOUBTS:
        client.post(reverse("imports:line", args=[sheet.code, number]), {"press": "set aside"})
    apply(sheet, coordinator)
    page = page_of(client.get(reverse("imports:sheet", args=[sheet.code])))
    assert "Go on with the drafts" in page
    assert page.count("Set aside as a draft") == 9
    again = client.post(reverse("imports:drafts", args=[sheet.code]))
    assert "9 lines in doubt" in page_of(client.get(again.url))
    assert "no line left" in page_of(client.post(f"{again.url}drafts/", follow=True))


def test_a_sheet_can_be_put_away(term, coordinator, signed_in):
    client = signed_in(coordinator)
    sheet = bring(term, coordinator)
    page = page_of(client.post(reverse("imports:put_away", args=[sheet.code]), follow=True))
    assert "Nothing of it was made" in page
    page_of(client.get(reverse("imports:sheet", args=[sheet.code])))
    assert not Run.objects.exists()


def test_hidden_sheets_and_unknown_columns_are_said(term, coordinator, signed_in):
    rows = [[*HEADINGS, "Cost"], list(read_file(one_line(), "x.csv").rows[1][1])]

    def hide(book):
        book.create_sheet("Secret").sheet_state = "hidden"

    response = upload(signed_in(coordinator), term, xlsx_of(rows, prepare=hide), "programme.xlsx")
    page = page_of(signed_in(coordinator).get(response.url))
    assert "The hidden sheet “Secret” is not read." in page
    assert "The column “Cost” is not known and is not read." in page


@pytest.mark.parametrize("kind", ["programme", "trainers"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_blank_sheet_has_the_headings_that_can_be_read(term, coordinator, signed_in, kind, ending):
    response = signed_in(coordinator).get(reverse("imports:blank", args=[f"{kind}.{ending}"]))
    assert response.status_code == 200
    assert read_file(response.content, f"x.{ending}").rows[0][0] == 1


@pytest.mark.parametrize("name", ["programme", "programme.exe", "learners.csv", ".csv"])
def test_there_is_no_other_blank_sheet(term, coordinator, signed_in, name):
    assert signed_in(coordinator).get(reverse("imports:blank", args=[name])).status_code == 404


def addresses(sheet) -> list[tuple[str, str]]:
    code = [sheet.code]
    return [
        ("get", reverse("imports:list")),
        ("get", reverse("imports:upload")),
        ("post", reverse("imports:upload")),
        ("get", reverse("imports:blank", args=["programme.csv"])),
        ("get", reverse("imports:sheet", args=code)),
        ("get", reverse("imports:line", args=[sheet.code, 3])),
        ("post", reverse("imports:line", args=[sheet.code, 3])),
        ("post", reverse("imports:apply", args=code)),
        ("post", reverse("imports:put_away", args=code)),
        ("post", reverse("imports:drafts", args=code)),
    ]


@pytest.mark.parametrize("kind", ["administrator", "trainer", "partner", "analyst", "board_reader", "data_protection"])
def test_other_roles_find_nothing_here(term, coordinator, signed_in, kind):
    sheet = bring(term, coordinator, one_line())
    client = signed_in(UserFactory(role=kind))
    assert {getattr(client, method)(address).status_code for method, address in addresses(sheet)} == {404}
    sheet.refresh_from_db()
    assert sheet.status == "dry_run"


def test_learners_find_nothing_and_visitors_are_asked_to_sign_in(term, coordinator, client):
    sheet = bring(term, coordinator, one_line())
    for method, address in addresses(sheet):
        assert getattr(client, method)(address).status_code == 302
    client.force_login(LearnerFactory().user)
    assert {getattr(client, method)(address).status_code for method, address in addresses(sheet)} == {404}
    assert not Run.objects.exists()


def test_a_coordinator_of_one_locality_sees_their_own_sheets_only(term, coordinator, of_rotherham, signed_in):
    other = bring(term, coordinator)
    own = bring(term, of_rotherham, one_line())
    client = signed_in(of_rotherham)
    page = page_of(client.get(reverse("imports:list")))
    assert own.code in page
    assert other.code not in page
    assert {getattr(client, method)(address).status_code for method, address in addresses(other)[4:]} == {404}
    assert "You don't plan for Doncaster" in page_of(client.get(reverse("imports:sheet", args=[own.code])))
    assert other.code in page_of(signed_in(coordinator).get(reverse("imports:list")))


def test_each_page_has_one_heading_and_its_controls_have_names(term, coordinator, signed_in):
    client = signed_in(coordinator)
    applied_sheet = bring(term, coordinator)
    settle(applied_sheet, coordinator)
    apply(applied_sheet, coordinator)
    Run.objects.filter(capacity=12).update(capacity=11, notes=str(NOW))
    sheet = bring(term, coordinator)
    for address in [
        reverse("imports:list"),
        reverse("imports:upload"),
        reverse("imports:sheet", args=[sheet.code]),
        reverse("imports:line", args=[sheet.code, 3]),
        reverse("imports:sheet", args=[applied_sheet.code]),
        reverse("imports:line", args=[applied_sheet.code, 3]),
    ]:
        page = page_of(client.get(address))
        assert page.count("<h1") == 1
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
        controls = re.findall(r'<(?:input|select|textarea)(?![^>]*type="(?:hidden|submit)")[^>]* id="([^"]+)"', page)
        assert set(controls) <= labelled
        assert "style=" not in page
        assert re.findall(r"<script[^>]*", page) == ['<script src="/static/college/quiet.js" defer']
