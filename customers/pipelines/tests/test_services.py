"""Tests of pipelines and stages: set by a manager, archived with their deals, never lost."""

import pytest
from django.urls import reverse

from customers.deals.models import Deal, DealMove
from customers.deals.services import create_deal, lose_deal, move_deal, reopen_deal
from customers.errors import CustomerError, EditConflict
from customers.figures.recount_totals import compare_totals
from customers.pipelines import services
from customers.pipelines.choices import quiet_limits
from customers.pipelines.models import DealStage, Pipeline
from customers.tests.factories import DealFactory
from customers.tests.pages import people, seller  # noqa: F401

pytestmark = pytest.mark.django_db


def stage(key):
    return DealStage.objects.select_related("pipeline").get(key=key, pipeline__position=0)


def order():
    return list(DealStage.objects.in_use().in_board_order().values_list("key", flat=True))


def test_a_new_pipeline_begins_with_the_stages_of_the_first(people):  # noqa: F811
    made = services.add_pipeline(name_en="Service", name_nl="Service", by=people.manager)
    stages = made.stages.order_by("position")
    assert [s.key for s in stages] == ["new", "qualified", "proposal", "negotiation"]
    assert [s.forecast for s in stages] == ["open", "open", "best", "commit"]


def test_a_stage_is_added_moved_and_changed(people):  # noqa: F811
    fields = {"name_en": "New", "name_nl": "Nieuw", "probability": 60, "forecast": "best"}
    made = services.add_stage(stage("new").pipeline, by=people.manager, quiet_days=5, **fields)
    assert order()[-1] == made.key == "new-2"
    services.place(made, earlier=True, by=people.manager)
    assert order() == ["new", "qualified", "proposal", "new-2", "negotiation"]
    services.place(stage("new"), earlier=True, by=people.manager)
    services.edit_stage(made, version=1, probability=65, by=people.manager)
    assert DealStage.objects.get(pk=made.pk).probability == 65
    with pytest.raises(EditConflict):
        services.edit_stage(made, version=1, probability=70, by=people.manager)


def test_archiving_a_stage_moves_its_deals_with_their_history(people, now):  # noqa: F811
    plain = DealFactory(stage=stage("proposal"))
    own = DealFactory(stage=stage("proposal"), probability=33, forecast="open")
    lost = DealFactory(stage=stage("proposal"), state="lost")
    moved = services.archive_stage(
        stage("proposal"), to=stage("negotiation"), by=people.manager, now=now
    )
    plain.refresh_from_db()
    own.refresh_from_db()
    assert moved == 2
    assert (plain.stage.key, plain.probability, plain.forecast) == ("negotiation", 75, "commit")
    assert (own.stage.key, own.probability, own.forecast) == ("negotiation", 33, "open")
    assert (
        DealMove.objects.filter(to_stage=stage("negotiation"), moved_by=people.manager).count() == 2
    )
    assert Deal.objects.get(pk=lost.pk).stage.key == "proposal"
    assert order() == ["new", "qualified", "negotiation"]
    assert list(compare_totals(now)) == []


def test_a_stage_with_deals_is_not_archived_without_a_place_for_them(people, now):  # noqa: F811
    DealFactory(stage=stage("new"))
    for to in (None, stage("new")):
        with pytest.raises(CustomerError):
            services.archive_stage(stage("new"), to=to, by=people.manager, now=now)
    assert "new" in order()


def test_the_last_stage_and_the_last_pipeline_stay(people, now):  # noqa: F811
    for key in ("new", "qualified", "proposal"):
        services.archive_stage(stage(key), to=None, by=people.manager, now=now)
    with pytest.raises(CustomerError):
        services.archive_stage(stage("negotiation"), to=None, by=people.manager, now=now)
    with pytest.raises(CustomerError):
        services.archive_pipeline(Pipeline.objects.get(), by=people.manager, now=now)


def test_an_archived_stage_takes_no_deals_and_a_reopened_deal_goes_to_the_first(people, now):  # noqa: F811
    deal = DealFactory(account=people.account, stage=stage("proposal"))
    other = DealFactory(account=people.account)
    lose_deal(deal, reason="price", by=people.seller, now=now)
    services.archive_stage(stage("proposal"), to=None, by=people.manager, now=now)
    with pytest.raises(CustomerError):
        move_deal(other, to=stage("proposal"), by=people.seller, now=now)
    with pytest.raises(CustomerError):
        create_deal(people.account, title="x", stage=stage("proposal"), by=people.seller, now=now)
    deal = Deal.objects.select_related("stage__pipeline").get(pk=deal.pk)
    reopen_deal(deal, by=people.seller, now=now)
    assert (deal.stage.key, deal.probability, deal.forecast) == ("new", 10, "open")
    services.restore_stage(stage("proposal"), by=people.manager)
    assert order()[-1] == "proposal"


def test_a_pipeline_with_open_deals_is_not_archived(people, now):  # noqa: F811
    made = services.add_pipeline(name_en="B", name_nl="B", by=people.manager)
    deal = DealFactory(stage=made.stages.first())
    with pytest.raises(CustomerError):
        services.archive_pipeline(made, by=people.manager, now=now)
    lose_deal(deal, reason="price", by=people.manager, now=now)
    services.archive_pipeline(made, by=people.manager, now=now)
    assert len(order()) == 4
    services.restore_pipeline(made, by=people.manager)
    assert len(order()) == 8


def test_the_pages_of_a_manager(people, django_capture_on_commit_callbacks):  # noqa: F811
    browser = people.client(people.manager)
    DealFactory(account=people.account, stage=stage("new"))
    home = reverse("pipelines:list")
    assert "New" in browser.get(home).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        address = reverse("pipelines:stage_edit", args=[stage("new").pk])
        typed = {"name_en": "Fresh", "name_nl": "Vers", "probability": "15", "forecast": "best"}
        browser.post(address, typed | {"quiet_days": "3", "version": "1"})
    assert stage("new").name_en == "Fresh"
    assert quiet_limits() == {stage("new").pk: 3}
    stale = browser.post(address, typed | {"probability": "20", "version": "1"})
    assert stale.status_code == 409
    address = reverse("pipelines:stage_archive", args=[stage("new").pk])
    assert browser.post(address, {"to": ""}).status_code == 422
    assert browser.post(address, {"to": stage("proposal").pk}).status_code == 302
    assert browser.post(home, {"name_en": "Parts", "name_nl": "Onderdelen"}).status_code == 302
    board = browser.get(reverse("deals:list")).content.decode()
    assert "Parts" in board
    assert "Fresh <span" not in board
