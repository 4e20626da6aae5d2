"""Check themes: named, worded, merged, counted, and who is named in a comment."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from crm.shared.audit.models import AuditEntry
from crm.shared.tests.factories import UserFactory
from customers.errors import EditConflict
from surveys.answers.models import Answer, AnswerTheme, Mention, Theme
from surveys.answers.services import mark_themes, set_themes
from surveys.errors import SurveyError
from surveys.nps.rollup import differences
from surveys.tests.factories import AnswerFactory
from surveys.themes.services import mark_earlier, merge_themes, read_words, save_theme

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager(client):
    user = UserFactory(role="manager", language="en")
    client.force_login(user)
    return user


def said(comment, score=3, **values):
    answer = AnswerFactory(score=score, comment=comment, confirmed_at=NOW, **values)
    mark_themes(answer)
    return answer


def slugs(answer):
    return sorted(answer.themes.values_list("slug", flat=True))


def test_words_are_a_list_each_once_without_case_and_accents():
    assert read_words("Lever, BEZORG\nlever,, préféré ") == ["lever", "bezorg", "prefere"]
    with pytest.raises(SurveyError):
        read_words("x" * 61)


def test_a_new_theme_marks_earlier_comments_in_the_background(manager):
    answer = said("De webshop is traag")
    theme = save_theme(Theme(), name_en="Web shop", name_nl="Webwinkel", words="webshop",
                       version=None, by=manager)  # fmt: skip
    assert slugs(answer) == []
    assert mark_earlier(NOW) == 1
    assert slugs(answer) == ["web-shop"]
    theme.refresh_from_db()
    assert theme.mark_from is None
    assert mark_earlier(NOW) == 0
    assert differences() == []


def test_marks_made_by_hand_stay_as_they_are(manager):
    answer = said("De webshop is traag")
    set_themes(answer, [Theme.objects.get(slug="service")], by=manager)
    save_theme(Theme(), name_en="Web shop", name_nl="Webwinkel", words="webshop", version=None,
               by=manager)  # fmt: skip
    mark_earlier(NOW)
    assert slugs(answer) == ["service"]


def test_two_managers_do_not_overwrite_each_other(manager):
    theme = Theme.objects.get(slug="price")
    values = {"name_en": "Prices", "name_nl": "Prijzen", "words": "prijs", "by": manager}
    save_theme(theme, version=1, **values)
    with pytest.raises(EditConflict):
        save_theme(theme, version=1, **values)


def test_a_name_in_use_is_refused_with_the_way_out(manager):
    with pytest.raises(SurveyError, match="merge"):
        save_theme(Theme(), name_en="price", name_nl="Prijsje", words="", version=None, by=manager)


def test_a_merge_takes_marks_words_and_counts_along(manager):
    """Price twice, once with advice; merged into advice: advice has both, each answer once."""
    one, both = said("Te duur"), said("Duur, goed advies", score=10)
    price, advice = Theme.objects.get(slug="price"), Theme.objects.get(slug="advice")
    merge_themes(price, advice, by=manager)
    assert (slugs(one), slugs(both)) == (["advice"], ["advice"])
    assert not Theme.objects.filter(slug="price").exists()
    assert advice.words.filter(word="duur").exists()
    assert AnswerTheme.objects.count() == 2
    assert AuditEntry.objects.filter(verb="merged theme").exists()
    assert differences() == []


@pytest.mark.parametrize("slug", ["price", "nothing-named"])
def test_some_merges_are_refused(manager, slug):
    with pytest.raises(SurveyError):
        merge_themes(Theme.objects.get(slug="price"), Theme.objects.get(slug=slug), by=manager)


def test_the_page_scores_each_theme_and_keeps_nothing_apart(client, manager):
    """Delivery 5 detractors of 5: −100; “niets” stands below the ranking."""
    for _answer in range(5):
        said("Levering te laat", score=0)
    said("niets", score=9)
    found = client.get(reverse("themes:list"))
    rows = {row["score"].label: row["score"] for row in found.context["rows"]}
    assert (rows["Delivery"].counts.n, rows["Delivery"].nps) == (5, -100)
    assert [score.counts.n for score in found.context["nothing"]] == [1]
    assert "Nothing named" not in rows
    page = found.content.decode()
    assert page.count("<h1") == 1
    listed = client.get(rows["Delivery"].url).context["page"]
    assert listed.count == 5


def test_renaming_and_merging_on_the_pages(client, manager):
    theme, other = Theme.objects.get(slug="price"), Theme.objects.get(slug="advice")
    address = reverse("themes:edit", args=[theme.pk])
    assert client.get(address).status_code == 200
    posted = {"name_en": "Prices", "name_nl": "Prijzen", "words": "prijs, duur", "version": 1}
    assert client.post(address, posted).status_code == 302
    found = client.post(address, posted)
    assert found.status_code == 409
    assert client.post(address, posted | {"name_en": ""}).status_code == 422
    merge = reverse("themes:merge", args=[theme.pk])
    assert client.post(merge, {"target": theme.pk}).status_code == 422
    assert client.post(merge, {"target": other.pk}).status_code == 302
    new = {"name_en": "Web shop", "name_nl": "Webwinkel", "words": "", "version": 1}
    assert client.post(reverse("themes:create"), new).status_code == 302


def test_sales_read_themes_and_do_not_change_them(client):
    client.force_login(UserFactory())
    assert client.get(reverse("themes:list")).status_code == 200
    assert client.get(reverse("themes:create")).status_code == 403


def test_names_in_a_comment_are_marked_found_and_removed(client, manager):
    answer = said("Bij Wolters krijg ik het morgen, zei Sanne")
    place = reverse("themes:mention_add", args=[answer.pk])
    for _time in range(2):
        client.post(place, {"kind": "competitor", "name": " Wolters "})
    client.post(place, {"kind": "colleague", "name": ""})
    mention = Mention.objects.get()
    assert str(mention) == "Wolters"
    found = client.get(reverse("answers:list"), {"names": "competitor"}).context["page"]
    assert found.count == 1
    assert client.get(reverse("answers:list"), {"names": "colleague"}).context["page"].count == 0
    assert "Wolters" in client.get(answer.get_absolute_url()).content.decode()
    client.post(reverse("themes:mention_remove", args=[mention.pk]))
    assert not Mention.objects.exists()


@pytest.mark.parametrize(
    ("words", "number"),
    [("chauffeur", 1), ("CHAUFF", 1), ("driver honest", 1), ("driver rude", 0), ("é", 0), ("vrien", 1)],
)  # fmt: skip
def test_comments_are_found_by_their_words_in_both_languages(client, manager, words, number):
    said("Chauffeurs zijn vriendelijk", score=9)
    said("Honest drivers", score=9, language="en")
    assert client.get(reverse("answers:list"), {"q": words}).context["page"].count == number


def test_a_comment_is_found_in_the_search_of_everything(client, manager):
    answer = said("De heftruck was stuk bij het lossen")
    page = client.get(reverse("search:palette"), {"q": "heftruck"}).content.decode()
    assert answer.get_absolute_url() in page
    stranger = UserFactory()
    client.force_login(stranger)
    assert not Answer.objects.visible_to(stranger).exists()
    page = client.get(reverse("search:palette"), {"q": "heftruck"}).content.decode()
    assert answer.get_absolute_url() not in page


def test_the_page_costs_the_same_however_many_comments(
    client, manager, django_assert_max_num_queries
):
    said("Levering te laat")
    client.get(reverse("themes:list"))
    with django_assert_max_num_queries(12) as first:
        client.get(reverse("themes:list"))
    for word in ("prijs", "advies", "factuur", "levering"):
        for _answer in range(4):
            said(word)
    with django_assert_max_num_queries(12) as second:
        client.get(reverse("themes:list"))
    assert len(first) == len(second)


def test_a_merge_keeps_the_mark_made_by_hand(manager):
    """Advice by a word and price by hand: one mark, by hand, which a new reading of the words leaves."""
    answer = said("Goed advies")
    price, advice = Theme.objects.get(slug="price"), Theme.objects.get(slug="advice")
    AnswerTheme.objects.create(answer=answer, theme=price, by_hand=True)
    merge_themes(price, advice, by=manager)
    mark = AnswerTheme.objects.get(answer=answer)
    assert (mark.theme, mark.by_hand) == (advice, True)
