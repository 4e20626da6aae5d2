"""Check in a real browser that the mails to customers fit a phone, and that its scores can be tapped."""

import pytest
from django.template.loader import render_to_string

from surveys.sending.mail import letter
from surveys.tests.factories import ContactFactory, SurveyFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.no_cover,
    pytest.mark.django_db(transaction=True),
]
WIDTHS = {320: [6, 5], 390: [6, 5], 1200: [11]}


def test_the_invitation_fits_a_phone_and_its_scores_can_be_tapped(page, overflow):
    """A row of 6 and one of 5 on a phone, one row of 11 on a wide screen; each at least 40 px both ways."""
    html = letter(
        SurveyFactory(),
        contact=ContactFactory(),
        language="nl",
        address="https://kring.test/s/abc/",
        stop="https://kring.test/stop/",
        last_day=None,
    ).html
    page.set_content(html)
    for width, rows in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow() <= 0, f"{width} px"
        boxes = [link.bounding_box() for link in page.locator("a[href*='score=']").all()]
        tops = [box["y"] for box in boxes]
        assert [tops.count(top) for top in dict.fromkeys(tops)] == rows, f"{width} px"
        assert min(box["height"] for box in boxes) >= 40
        assert min(box["width"] for box in boxes) >= 38, f"{width} px"
        frame = page.locator("td[align=center] > table").first.bounding_box()
        assert frame["width"] <= 560


def test_a_letter_fits_a_phone(page, overflow):
    text = "Dank u wel. " * 40
    page.set_content(render_to_string("surveys/mail/letter.html", {"text": text}))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow() <= 0, f"{width} px"
