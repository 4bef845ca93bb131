"""Claims on the pages of trainers and of the office; who sees what."""

import io
import logging
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from courses.models import Role
from enrolment.claims.actions import approve, withdraw
from enrolment.claims.models import Appreciation, Claim, Payment, Rates, Receipt
from tests.factories import LocalityFactory, PartnerFactory, TrainerFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def photograph() -> SimpleUploadedFile:
    """A big one, with a place in it."""
    drawn, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "at home"
    Image.new("RGB", (2400, 3000)).save(drawn, "JPEG", exif=exif)
    return SimpleUploadedFile("bus.jpg", drawn.getvalue())


def test_a_trainer_claims_sees_the_days_and_puts_it_right(signed_in, trainer, session, coordinator, manager):
    phone, address = signed_in(trainer.user), f"/teaching/claims/{session.code}/"
    assert session.run.course.title in phone.get("/teaching/claims/").content.decode()
    page = phone.get(address).content.decode()
    assert "An involvement payment: £20.00" in page and "45p a mile." in page
    page = phone.post(address, {"passengers": "2", "receipts_pence": "4.20", "bicycle_miles": "x"}).content.decode()
    assert "Write the miles that you took them along." in page and "Write what the receipts are for." in page
    assert 'value="4.20"' in page and not Claim.objects.exists()
    assert "Tick or write what you claim for." in phone.post(address, {}).content.decode()
    told = {"wants_payment": "on", "car_miles": "12.5", "receipts_pence": "£4.20", "what_for": "Bus fare"}
    for _press in range(2):
        assert phone.post(address, told | {"receipt": photograph()}).url == "/teaching/claims/"
    claim = Claim.objects.get()
    assert claim.pence == 2000 + 563 + 420
    kept = Image.open(io.BytesIO(claim.receipt.content))
    assert max(kept.size) == 1800 and not kept.getexif()
    page = phone.get("/teaching/claims/").content.decode()
    assert "Sent on" in page and "£29.83" in page
    signed_in(coordinator).post(f"/office/claims/{claim.code}/", {"press": "send_back", "sentence": "Which bus?"})
    assert "The office asks: Which bus?" in signed_in(trainer.user).get("/teaching/claims/").content.decode()
    assert "Which bus?" in phone.get("/teaching/").content.decode()
    phone.post(address, told | {"what_for": "Bus 4"})
    assert "Which bus?" not in phone.get("/teaching/").content.decode()
    claim.refresh_from_db()
    assert (claim.status, claim.what_for, claim.said_back) == ("submitted", "Bus 4", "")
    assert Receipt.objects.filter(claim=claim).exists()  # the one sent before
    signed_in(coordinator).post(f"/office/claims/{claim.code}/", {"press": "approve", "pence": claim.pence})
    signed_in(manager).post("/office/claims/pay/", {"claims": claim.code})
    page = signed_in(trainer.user).get("/teaching/claims/").content.decode()
    assert "Approved on" in page and "Paid on" in page
    assert "Put it right" not in phone.get(address).content.decode()


def test_a_file_that_is_no_receipt_is_refused_beside_its_field(signed_in, trainer, session):
    told = {"receipts_pence": "4.20", "what_for": "Bus", "receipt": SimpleUploadedFile("bus.jpg", b"<script>")}
    page = signed_in(trainer.user).post(f"/teaching/claims/{session.code}/", told).content.decode()
    assert "We can't read this file as a picture" in page.replace("&#x27;", "'") and not Claim.objects.exists()


def test_a_receipt_is_seen_by_the_claimant_and_who_pays_and_goes_with_the_claim(
    signed_in, claim, trainer, coordinator, manager
):
    Receipt.objects.create(claim=claim, kind="application/pdf", content=b"%PDF-1.7", at=NOW)
    mine, theirs = f"/teaching/claims/{claim.session.code}/receipt/", f"/office/claims/{claim.code}/receipt/"
    co_trainer = TrainerFactory()
    for user, address, status in (
        (trainer.user, mine, 200),
        (manager, theirs, 200),
        (coordinator, theirs, 404),
        (co_trainer.user, mine, 404),
        (UserFactory(role="manager", role__locality=LocalityFactory()), theirs, 404),
    ):
        response = signed_in(user).get(address)
        assert response.status_code == status
        if status == 200:
            assert response.content == b"%PDF-1.7" and response["Cache-Control"] == "no-store"
            assert response["Content-Disposition"].startswith("attachment")
    page = signed_in(coordinator).get(f"/office/claims/{claim.code}/").content.decode()
    assert theirs not in page and "only who pays sees it" in page
    withdraw(claim=claim, by=trainer.user, now=NOW)
    assert not Receipt.objects.exists()


def test_somebody_who_teaches_and_approves_meets_their_own_claim_nowhere_in_the_office(signed_in, claim, here):
    user = claim.trainer.user
    Role.objects.create(user=user, kind="manager", locality=here)
    browser = signed_in(user)
    assert "Jo Bell" not in browser.get("/office/claims/").content.decode()
    assert browser.get(f"/office/claims/{claim.code}/").status_code == 404
    page = browser.post("/office/claims/pay/", {"claims": claim.code}).content.decode()
    assert "decided on or paid meanwhile" in page and not Payment.objects.exists()


def test_what_is_to_be_paid_is_a_list_for_who_pays_in_their_own_area(signed_in, claim, coordinator, manager, caplog):
    approve(claim=claim, pence=claim.pence, by=coordinator, now=NOW)
    with caplog.at_level(logging.INFO, logger="enrolment.office.sheets"):
        response = signed_in(manager).get("/office/claims.xlsx")
    headings, line = openpyxl.load_workbook(io.BytesIO(response.content)).active.values
    said = dict(zip(headings, line, strict=True))
    assert (said["Name"], said["To pay"], said["Travel"], said["Area"]) == ("Jo Bell", 30.45, 6.25, "Here")
    assert "list taken: claims-to-pay, 1 lines" in caplog.text
    assert claim.session.run.course.title not in line
    assert signed_in(coordinator).get("/office/claims.xlsx").status_code == 404
    elsewhere = signed_in(UserFactory(role="manager", role__locality=LocalityFactory())).get("/office/claims.xlsx")
    assert len(list(openpyxl.load_workbook(io.BytesIO(elsewhere.content)).active.values)) == 1


def test_rates_are_set_for_a_day_and_the_usual_stand_until_then(signed_in, manager):
    browser = signed_in(manager)
    assert "£20.00 a block of up to 3 hours" in browser.get("/office/claims/rates/").content.decode()
    told = {"from_on": "06/04/2027", "block_pence": "21.50", "block_hours": "3", "mile_pence": "50"}
    page = browser.post("/office/claims/rates/", told).content.decode()
    assert 'value="21.50"' in page and not Rates.objects.exists()
    told |= {"passenger_pence": "5", "bicycle_pence": "20"}
    for pounds in ("21.50", "22"):
        browser.post("/office/claims/rates/", told | {"block_pence": pounds})
    assert Rates.objects.get().block_pence == 2200


def test_a_partner_group_is_thanked_once_and_a_mistake_is_taken_back(signed_in, manager):
    browser, partner = signed_in(manager), PartnerFactory(name="Allotment Friends")
    told = {"key": uuid4(), "partner": partner.pk, "pence": "50", "what_for": "Their room", "paid_on": "02/11/2026"}
    for _press in range(2):
        browser.post("/office/claims/thanks/", told)
    thanks = Appreciation.objects.get()
    assert "Allotment Friends, £50.00" in browser.get("/office/claims/thanks/").content.decode()
    in_a_year = f"{NOW.year + 1}"
    late = browser.post("/office/claims/thanks/", told | {"key": uuid4(), "paid_on": f"02/01/{in_a_year}"})
    assert "this day is still to come" in late.content.decode()
    browser.post(f"/office/claims/thanks/{thanks.code}/take-back/")
    sheet = browser.get("/office/claims/thanks.xlsx")
    assert len(list(openpyxl.load_workbook(io.BytesIO(sheet.content)).active.values)) == 1
    assert "taken back" in browser.get("/office/claims/thanks/").content.decode()


def test_a_list_costs_the_same_at_three_claims_and_at_six(
    signed_in, trainer, session, coordinator, django_assert_max_num_queries
):
    def claimed(many):
        for _turn in range(many):
            Claim.objects.create(
                trainer=TrainerFactory(), session=session, travel_pence=1, claimed_by=UserFactory(), submitted_at=NOW
            )

    browser = signed_in(coordinator)
    claimed(3)
    with django_assert_max_num_queries(40) as few:
        browser.get("/office/claims/")
    claimed(3)
    with django_assert_max_num_queries(len(few)):
        assert browser.get("/office/claims/").content.decode().count("£0.01") == 6
