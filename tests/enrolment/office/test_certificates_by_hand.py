"""The office gives a certificate by hand, puts its words right and takes it back, on a phone and at a desk."""

import pytest

from enrolment.certificates.queries import certificates_of_run
from tests.browser import press, sign_in, sound
from tests.enrolment.certificates.rows import place, taught_run, teach
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [320, 1280])
def test_given_put_right_and_taken_back(page, live_server, width):
    run = taught_run()
    teach(run, {place(run, name="Ada Moyo"): "pppp", place(run, name="Bo Lim"): "p---", place(run, name="Cy"): "aaaa"})
    sign_in(page, live_server, UserFactory(role="coordinator"))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/office/runs/{run.code}/certificates/")
    sound(page, width)

    page.get_by_text("Give Bo Lim one all the same").click()
    page.get_by_label("Why they have one").select_option(label="A mark is missing that nobody can put right now")
    press(page.get_by_role("button", name="Give the certificate"))
    assert page.get_by_text("Bo Lim has a certificate now and is told.").is_visible()

    press(page.get_by_role("link", name="at the certificate of Ada Moyo"))
    sound(page, width)
    page.get_by_label("Name on the certificate").fill("")
    press(page.get_by_role("button", name="Replace the certificate"))
    assert page.title().startswith("Error:")
    sound(page, width)
    page.get_by_label("Name on the certificate").fill("Adaeze Moyo")
    press(page.get_by_role("button", name="Replace the certificate"))
    assert page.get_by_role("heading", level=1, name="Certificate of Adaeze Moyo").is_visible()

    page.get_by_text("Take it back for good").click()
    page.get_by_label("Why it is taken back").select_option(label="The learner asked us to")
    press(page.get_by_role("button", name="Take it back"))
    assert page.get_by_text("It is taken back.").is_visible()
    assert [certificate.words["name"] for certificate in certificates_of_run(run)] == ["Bo Lim"]
