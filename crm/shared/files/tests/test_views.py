"""Files as people use them: adding, fetching, refused, removed; who may, and with what headers."""

import pytest
from django.urls import reverse

from crm.shared.files.models import StoredFile
from crm.shared.files.tests.samples import EXE, GOOD, HTML, PDF, SVG, office, upload
from customers.activities.services import delete_interaction
from customers.tests.factories import DealFactory, InteractionFactory
from customers.tests.pages import people, seller  # noqa: F401

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def add_address(account):
    return reverse("files:add", args=["account", account.pk])


def test_a_form_without_javascript_adds_and_the_list_shows_them(people, seller):  # noqa: F811
    page = reverse("customers:files", args=[people.account.pk])
    files = [upload("Tekening ketel.pdf"), upload("foto.png", GOOD["foto.png"])]
    answer = seller.post(add_address(people.account), {"files": files, "next": page}, follow=True)
    html = answer.content.decode()
    assert answer.redirect_chain[-1][0] == page
    assert "Tekening ketel.pdf" in html
    assert "2 files added." in html
    assert html.count("<h1") == 1
    narrowed = seller.get(page, {"q": "KETEL"}).content.decode()
    assert "Tekening ketel.pdf" in narrowed
    assert "foto.png" not in narrowed


def test_a_file_is_sent_to_be_saved_never_shown(people, seller):  # noqa: F811
    seller.post(add_address(people.account), {"files": [upload("Één plan.pdf")]})
    file = StoredFile.objects.get()
    answer = seller.get(file.get_absolute_url())
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(PDF))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("logo.svg", SVG, "SVG and HTML files can carry programs"),
        ("page.html", HTML, "SVG and HTML files can carry programs"),
        ("offerte.pdf.exe", EXE, "Kring keeps pdf"),
        ("offerte.pdf", EXE, "inside it is no pdf file"),
        ("foto.png", SVG, "inside it is no png file"),
        ("leeg.txt", b"", "is empty"),
        ("bom.docx", office("docx", {"word/b": b"\0" * 30_000_000}), "unpacks to far more"),
        ("groot.pdf", PDF + b"x" * (11 * 1024 * 1024), "larger than 10 MB"),
    ],
)
def test_a_refusal_says_why_and_keeps_nothing(people, seller, name, content, words):  # noqa: F811
    data = {"files": [upload("goed.pdf"), upload(name, content)]}
    answer = seller.post(add_address(people.account), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not StoredFile.objects.exists()
    data = {"files": [upload(name, content)]}
    fragment = seller.post(add_address(people.account), data, headers=HTMX)
    assert fragment.status_code == 422
    assert "<html" not in fragment.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "x" * 300 + ".pdf",
        "\u202efdp.pdf",
        "..\\..\\boot.pdf",
        "💶 € ß.pdf",
    ],
)
def test_strange_names_come_back_harmless(people, seller, name):  # noqa: F811
    assert seller.post(add_address(people.account), {"files": [upload(name)]}).status_code == 302
    file = StoredFile.objects.get()
    answer = seller.get(file.get_absolute_url())
    assert answer.status_code == 200
    assert "\n" not in answer["Content-Disposition"]
    assert not answer.has_header("Set-Cookie")
    answer.close()


def test_no_file_chosen_is_a_sentence(people, seller):  # noqa: F811
    answer = seller.post(add_address(people.account), {})
    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()
    assert seller.post(add_address(people.account), {"files": "text"}).status_code == 422


def test_htmx_is_sent_back_to_the_page(people, seller):  # noqa: F811
    answer = seller.post(add_address(people.account), {"files": [upload()]}, headers=HTMX)
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == people.account.get_absolute_url()
    evil = {"files": [upload()], "next": "https://evil.test/"}
    assert seller.post(add_address(people.account), evil)["Location"].startswith("/")


def test_who_may_not_see_or_change_the_record_gets_nothing(people, seller):  # noqa: F811
    seller.post(add_address(people.account), {"files": [upload()]})
    file = StoredFile.objects.get()
    reader, stranger = people.client(people.reader), people.client(people.stranger)
    answer = reader.get(file.get_absolute_url())
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)
    assert stranger.get(file.get_absolute_url()).status_code == 404
    for act in ("remove", "pin", "unpin"):
        address = reverse(f"files:{act}", args=[file.pk])
        assert reader.post(address).status_code == 403
        assert stranger.post(address).status_code == 404
    assert reader.post(add_address(people.account), {"files": [upload()]}).status_code == 403
    assert stranger.post(add_address(people.account), {"files": [upload()]}).status_code == 404
    assert StoredFile.objects.get().pinned_at is None
    page = reader.get(reverse("customers:files", args=[people.account.pk])).content.decode()
    assert "Remove for good" not in page
    assert 'type="file"' not in page


@pytest.mark.parametrize("kind", ["moon", "complaint-x", "ACCOUNT"])
def test_nothing_hangs_on_what_nobody_registered(people, seller, kind):  # noqa: F811
    assert seller.get(reverse("files:add", args=[kind, people.account.pk])).status_code == 404


def test_numbers_no_database_holds_are_not_there(people, seller):  # noqa: F811
    assert seller.get(f"/files/{2**70}/").status_code == 404
    assert seller.get(f"/files/add/account/{2**70}/").status_code == 404


def test_the_file_of_a_contact_moment_goes_out_of_sight_with_it(people, seller):  # noqa: F811
    moment = InteractionFactory(account=people.account)
    seller.post(reverse("files:add", args=["interaction", moment.pk]), {"files": [upload()]})
    file = StoredFile.objects.get()
    page = reverse("customers:files", args=[people.account.pk])
    assert file.name in seller.get(page).content.decode()
    delete_interaction(moment, by=people.manager, now=moment.created_at)
    assert seller.get(file.get_absolute_url()).status_code == 404
    assert file.name not in seller.get(page).content.decode()


def test_a_lost_file_is_not_found_and_no_error(people, seller):  # noqa: F811
    seller.post(add_address(people.account), {"files": [upload()]})
    file = StoredFile.objects.get()
    StoredFile.objects.update(path="aa/" + "a" * 32)
    assert seller.get(file.get_absolute_url()).status_code == 404


def test_removing_asks_and_goes_back(people, seller):  # noqa: F811
    deal = DealFactory(account=people.account)
    seller.post(reverse("files:add", args=["deal", deal.pk]), {"files": [upload()]})
    file = StoredFile.objects.get()
    page = seller.get(deal.get_absolute_url()).content.decode()
    assert file.name in page
    assert "Remove for good" in page
    answer = seller.post(reverse("files:remove", args=[file.pk]), follow=True)
    assert "File removed." in answer.content.decode()
    assert not StoredFile.objects.exists()
    assert seller.get(reverse("files:remove", args=[file.pk])).status_code == 405


def test_the_list_and_an_upload_cost_little(people, seller, django_assert_max_num_queries):  # noqa: F811
    page = reverse("customers:files", args=[people.account.pk])
    for _ in range(2):
        nine = [upload(f"{n}.pdf") for n in range(9)]
        seller.post(add_address(people.account), {"files": nine})  # the first makes room
        nine = [upload(f"{n}.pdf") for n in range(9)]
        with django_assert_max_num_queries(15):
            seller.post(add_address(people.account), {"files": nine})
        with django_assert_max_num_queries(8):
            assert seller.get(page).status_code == 200
