"""Narrowing a list by words: the same answer for rare and for common words."""

import pytest

from crm.shared.search import narrow as room
from crm.shared.search.narrow import narrow
from crm.shared.search.services import index_many
from customers.activities.models import Interaction
from customers.tests.factories import AccountFactory, InteractionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moments():
    account = AccountFactory()
    told = (
        "Ketel lekt in Café Zwaan",
        "ketel besteld",
        "Offerte 100% akkoord",
        "prijs_lijst",
        "a'b\"c",
    )
    rows = [InteractionFactory(account=account, summary=text) for text in told]
    index_many("moment", rows)
    return rows


@pytest.mark.parametrize("few", [0, 2000])
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ketel", [0, 1]),
        ("KETEL cafe", [0]),
        ("etel", [0, 1]),
        ("ketel in", [0]),
        ("100%", [2]),
        ("prijs_l", [3]),
        ("prijsxl", []),
        ("a'b\"c", [4]),
        ("nergens", []),
        ("in", []),
        ("", [0, 1, 2, 3, 4]),
        ("\x00ketel\u202e besteld", [1]),
    ],
)
def test_every_word_must_stand_in_the_text(moments, monkeypatch, few, typed, found):
    """With FEW at 0 every word counts as common, and the list is walked instead."""
    monkeypatch.setattr(room, "FEW", few)
    rows = narrow(Interaction.objects.order_by("pk"), "moment", typed)
    assert [row.pk for row in rows] == [moments[n].pk for n in found]


@pytest.mark.parametrize("typed", ["x" * 5000, "' OR 1=1 --", "%%%", "___", "é" * 300, "\\\\\\"])
@pytest.mark.parametrize("few", [0, 2000])
def test_strange_words_are_only_words(moments, monkeypatch, few, typed):
    monkeypatch.setattr(room, "FEW", few)
    assert list(narrow(Interaction.objects.all(), "moment", typed)) == []


def test_the_list_of_contact_moments_uses_it(client, moments, django_assert_max_num_queries):
    client.force_login(moments[0].account.owner)
    address = "/customers/activities/?q=ketel"
    client.get(address)
    with django_assert_max_num_queries(8):
        page = client.get(address).content.decode()
    assert "besteld" in page
    assert "akkoord" not in page
    short = client.get("/customers/activities/?q=ke").content.decode()
    assert "akkoord" in short
