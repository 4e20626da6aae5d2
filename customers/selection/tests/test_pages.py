"""The pages of account selection: matrix, scores, spend, stage, criteria, ABC; who, and what they cost."""

# ruff: noqa: F811

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers.selection import services
from customers.selection.models import AbcRun, Assessment, Criterion, KeyStageMove, Wallet
from customers.tests.factories import CustomerFactory
from customers.tests.pages import people, seller  # noqa: F401


def score(account, value=4):
    """Score an account with the same figure everywhere."""
    given = dict.fromkeys(Criterion.objects.values_list("pk", flat=True), value)
    return services.score_account(account, given, by=account.owner, now=timezone.now())


def queries(client, url):
    """Count the queries of a second visit."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_matrix_draws_and_lists_the_same_accounts(people, seller):
    high, low = (CustomerFactory(owner=people.seller, revenue_12m=n) for n in (900, 100))
    hidden = CustomerFactory(owner=people.stranger)
    for account, value in ((high, 4), (low, 2), (hidden, 5)):
        score(account, value)
    page = seller.get(reverse("selection:matrix"))
    text = page.content.decode()
    assert text.count("<h1") == 1 and text.count('class="bub invest"') == 2  # desk and phone
    assert 'class="bub minimal"' in text and hidden.name not in text
    assert [row.obj for row in page.context["page"].rows] == [high, low]
    for figure in page.context["figures"]:
        assert seller.get(figure["url"]).context["page"].count == int(figure["value"])


def test_the_picture_is_capped_and_says_so(people, seller, monkeypatch):
    monkeypatch.setattr("customers.selection.views.DRAWN", 2)
    for n in range(3):
        score(CustomerFactory(owner=people.seller, revenue_12m=n))
    text = seller.get(reverse("selection:matrix")).content.decode()
    assert text.count('class="bub') == 4 and "Only the 2 largest" in text


def test_scoring_and_its_history(people, seller):
    url = reverse("selection:score", args=[people.account.pk])
    page = seller.post(url, {"note": "Half"})
    assert page.status_code == 422 and not Assessment.objects.exists()
    data = {f"c{pk}": 5 for pk in Criterion.objects.values_list("pk", flat=True)}
    assert seller.post(url, data | {"note": "Met the board"}).status_code == 302
    text = seller.get(reverse("selection:account", args=[people.account.pk])).content.decode()
    assert "Met the board" in text and "Invest" in text and text.count("<h1") == 1
    assert 'value="5"' in seller.get(url).content.decode()


def test_spend_and_stage(people, seller):
    account, year = people.account, people.today.year
    wallet = reverse("selection:wallet", args=[account.pk])
    given = {"year": year, "spend": "150000", "source": "Annual report", "version": 0}
    assert seller.post(wallet, given).status_code == 302
    page = seller.post(wallet, given | {"spend": "170000"})
    assert page.status_code == 409 and "150,000" in page.content.decode()
    one = reverse("selection:wallet_year", args=[account.pk, year])
    assert seller.post(one, given | {"spend": "170000", "version": 1}).status_code == 302
    assert Wallet.objects.get().spend == 170_000
    stage = reverse("selection:key_stage", args=[account.pk])
    day = people.today.isoformat()
    assert (
        seller.post(stage, {"stage": "mid", "happened_on": day, "evidence": ""}).status_code == 422
    )
    assert (
        seller.post(stage, {"stage": "mid", "happened_on": day, "evidence": "Seen"}).status_code
        == 302
    )
    assert KeyStageMove.objects.get().stage == "mid"
    text = seller.get(reverse("selection:account", args=[account.pk])).content.decode()
    assert "Annual report" in text and "Seen" in text
    filtered = seller.get(reverse("selection:matrix"), {"key_stage": "mid"})
    assert filtered.context["page"].count == 1


def test_the_review_list_has_who_was_not_scored_this_year_by_revenue(people, seller):
    big, small, done = (CustomerFactory(owner=people.seller, revenue_12m=n) for n in (9, 5, 7))
    score(done)
    page = seller.get(reverse("selection:review"))
    assert [row.obj for row in page.context["page"].rows] == [big, small]
    later = seller.get(reverse("selection:review"), {"year": people.today.year + 1})
    assert later.context["page"].count == 3


@pytest.mark.parametrize("name", ["score", "wallet", "key_stage"])
def test_a_reader_changes_nothing_and_a_stranger_finds_nothing(people, name):
    url = reverse(f"selection:{name}", args=[people.account.pk])
    for user, status in ((people.reader, 403), (people.stranger, 404)):
        browser = people.client(user)
        assert browser.get(url).status_code == status and browser.post(url).status_code == status
    page = reverse("selection:account", args=[people.account.pk])
    assert people.client(people.reader).get(page).status_code == 200
    assert people.client(people.stranger).get(page).status_code == 404


def criteria_data(axis, *weights):
    """Return what the page of the criteria posts for an axis."""
    rows = services.criteria()[axis]
    data = {"axis": axis, f"{axis}-stamp": services.stamp_of(rows)}
    for row, weight in zip(rows, weights, strict=True):
        data[f"{axis}-{row.pk}-weight"] = weight
        data |= {f"{axis}-{row.pk}-{t}": getattr(row, t) for t in services.TEXTS}
    return data


def test_managers_weigh_and_the_sum_must_be_a_hundred(people, seller):
    url = reverse("selection:criteria")
    assert seller.get(url).status_code == 403
    boss = people.client(people.manager)
    page = boss.post(url, criteria_data("relationship", 40, 30, 20))
    assert page.status_code == 422 and "90 % together" in page.content.decode()
    data = criteria_data("relationship", 50, 30, 20)
    assert boss.post(url, data).status_code == 302
    assert boss.post(url, data).status_code == 409
    added = criteria_data("relationship", 40, 30, 20)
    added |= {f"relationship-new0-{t}": "New" for t in services.TEXTS}
    assert boss.post(url, added | {"relationship-new0-weight": "10"}).status_code == 302
    assert Criterion.objects.filter(axis="relationship").count() == 4


def test_the_classes_are_looked_at_then_applied(people, seller):
    url = reverse("selection:abc")
    assert seller.get(url).status_code == 403
    boss = people.client(people.manager)
    assert "Nothing was computed yet" in boss.get(url).content.decode()
    accounts = [CustomerFactory(owner=people.seller, revenue_12m=n) for n in (800, 150, 50)]
    wrong = boss.post(reverse("selection:abc_ask"), {"a_limit": "95", "b_limit": "80"})
    assert wrong.status_code == 422
    boss.post(reverse("selection:abc_ask"), {"a_limit": "80", "b_limit": "95"})
    page = boss.get(url)
    assert page.context["page"].count == 3 and "Apply 3 changes" in page.content.decode()
    assert boss.get(url, {"proposed": "C"}).context["page"].count == 1
    assert boss.get(url, {"moved": "up"}).context["page"].count == 2
    run = AbcRun.objects.get()
    assert boss.post(reverse("selection:abc_apply", args=[run.pk + 1])).status_code == 404
    apply_url = reverse("selection:abc_apply", args=[run.pk])
    assert seller.post(apply_url).status_code == 403
    assert boss.post(apply_url).status_code == 302
    for account in accounts:
        account.refresh_from_db()
    assert [a.account_class for a in accounts] == ["A", "B", "C"]
    assert boss.post(apply_url).status_code == 409


def test_a_large_company_waits_for_the_worker(people, monkeypatch):
    monkeypatch.setattr("customers.selection.abc_services.AT_ONCE", 0)
    boss = people.client(people.manager)
    CustomerFactory(owner=people.seller, revenue_12m=5)
    boss.post(reverse("selection:abc_ask"), {"a_limit": "80", "b_limit": "95"})
    assert "You can leave this page" in boss.get(reverse("selection:abc")).content.decode()


def test_pages_cost_the_same_when_rows_double(people, seller):
    boss = people.client(people.manager)

    def grow(n):
        for k in range(n):
            account = CustomerFactory(owner=people.seller, revenue_12m=100 + k)
            score(account)
            CustomerFactory(owner=people.seller)
        score(people.account)
        boss.post(reverse("selection:abc_ask"), {"a_limit": "80", "b_limit": "95"})

    grow(2)
    urls = [
        reverse("selection:matrix"),
        reverse("selection:review"),
        reverse("selection:account", args=[people.account.pk]),
    ]
    few = [queries(seller, url) for url in urls] + [queries(boss, reverse("selection:abc"))]
    grow(4)
    assert [queries(seller, u) for u in urls] + [queries(boss, reverse("selection:abc"))] == few
    assert max(few[0], few[1], few[3]) <= 8 and few[2] <= 12, few
