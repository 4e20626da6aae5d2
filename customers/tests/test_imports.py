"""Files of accounts, contacts, products, deals and orders come in as history was."""

import csv
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from crm.shared.audit.models import AuditEntry
from crm.shared.errors import Refusal
from crm.shared.imports.registry import Outcome
from crm.shared.imports.services import Options, run_import
from crm.shared.people.models import User
from crm.shared.search.services import search
from crm.shared.tests.factories import TeamFactory, UserFactory
from customers.accounts import imports
from customers.accounts.events import LifecycleEvent
from customers.accounts.models import Account, Sector, Stage
from customers.activities.models import Task
from customers.contacts.models import Contact
from customers.deals.models import Deal, DealMove, Order, Product
from customers.tests.factories import AccountFactory, ContactFactory, DealFactory

pytestmark = pytest.mark.django_db
ADDED, CHANGED, SAME, REFUSED = Outcome.ADDED, Outcome.CHANGED, Outcome.SAME, Outcome.REFUSED


@pytest.fixture
def run(tmp_path, now):
    def run(kind, content, **options):
        path = tmp_path / "file.csv"
        path.write_text(content)
        options.setdefault("errors", tmp_path / "errors.csv")
        report = run_import(kind, path, now=now, options=Options(**options))
        report.lines = []
        if report.errors.exists():
            with report.errors.open(encoding="utf-8-sig") as stream:
                report.lines = list(csv.reader(stream))[1:]
            report.errors.unlink()
        return report

    return run


# --- accounts ---


def test_accounts_come_in_as_potential_customers_with_event_audit_search_and_group(run, now):
    report = run(
        "accounts",
        "account,sector,office_location,subsidiary_of,telefoon,url\n"
        "Kleine Zus,technolgy,Kenya,Grote Broer,06-12345678,kring.test\n"
        "Grote Broer,technology,Nederland,,,\n",
    )
    assert report.counts == {ADDED: 2} and not report.lines
    child = Account.objects.get(name="Kleine Zus")
    assert (child.stage, child.cycle, child.source) == (Stage.POTENTIAL, 1, "import")
    assert child.parent.name == "Grote Broer" and child.country == "Kenya"
    assert (child.phone, child.website) == ("+31612345678", "https://kring.test")
    assert list(Sector.objects.values_list("name", flat=True)) == ["Technology"]
    assert LifecycleEvent.objects.filter(kind="created", account=child).count() == 1
    assert AuditEntry.objects.filter(verb="account.import", object_id=child.pk).exists()
    assert child.health is not None and child.owner is None
    found = search(UserFactory(role="manager"), "06 1234 5678")
    assert [hit.title for group in found for hit in group.hits] == ["Kleine Zus"]


def test_a_known_account_gets_what_it_lacks_and_keeps_what_it_has(run):
    team = TeamFactory()
    owner = UserFactory(first_name="Sanne", last_name="Bos", team=team)
    account = AccountFactory(name="Bakkerij De Brug B.V.", city="Sneek", owner=None)
    content = "bedrijfsnaam,plaats,telefoon,branche,verantwoordelijke\nbakkerij  de brug,Utrecht,0201234567,Horeca,Sanne Bos\n"  # noqa: E501
    assert run("accounts", content).counts == {CHANGED: 1}
    account.refresh_from_db()
    assert (account.city, account.phone, account.sector.name) == ("Sneek", "+31201234567", "Horeca")
    assert (account.owner, account.team, account.version) == (owner, team, 2)
    assert run("accounts", content).counts == {SAME: 1}


def test_what_somebody_types_while_a_file_comes_in_stays(run, monkeypatch):
    """The file fills city and phone; between reading and storing somebody types another phone and a note."""
    account = AccountFactory(name="Bakkerij De Brug", city="", phone="", note="", owner=None)
    meant = imports._meant

    def typing(row, book):
        found = meant(row, book)
        Account.objects.filter(pk=found.pk).update(phone="+31515", note="Ring twice", version=2)
        return found

    monkeypatch.setattr(imports, "_meant", typing)
    run("accounts", "name,city,phone\nBakkerij De Brug,Utrecht,0201234567\n")
    account.refresh_from_db()
    assert (account.city, account.phone, account.note) == ("Utrecht", "+31515", "Ring twice")
    assert account.version == 3


def test_the_same_account_twice_in_a_file_is_reported_once_added(run):
    report = run("accounts", "name,id\nCafé Zoë,\nCAFE  ZOE.,\nCafe Zoe,77\nCafe Zoe,78\n")
    assert report.counts == {ADDED: 2, SAME: 2}
    assert [line for line, _c, _r in report.lines][0] == "3"


def test_accounts_are_known_by_reference_first(run):
    run("accounts", "name,klantnummer\nJansen,1\nJansen,2\n")
    assert Account.objects.filter(name="Jansen").count() == 2
    report = run("accounts", "name,klantnummer\nJansen & Zonen,1\nJansen,\n")
    assert report.counts == {SAME: 1, REFUSED: 1}
    assert "Several accounts" in report.lines[0][2]


def test_any_number_of_accounts_of_one_name_come_in_by_their_references(run):
    """Three Jansens, of which a first file knew one without a reference: that one gets the first."""
    run("accounts", "name\nJansen\n")
    content = "name,klantnummer\nJansen,1\nJansen,2\nJansen,3\nJansen,3\n"
    assert run("accounts", content).counts == {CHANGED: 1, ADDED: 2, SAME: 1}
    assert run("accounts", content).counts == {SAME: 4}
    refs = (
        Account.objects.filter(name="Jansen").order_by("pk").values_list("external_ref", flat=True)
    )
    assert list(refs) == ["1", "2", "3"]


def test_persons_become_their_own_contact_and_bad_cells_refuse_their_line(run):
    report = run(
        "accounts",
        "name;type;e-mail;telefoon;klasse;key account;taal\n"
        "Piet de Vries;particulier;piet@kring.test;;A;ja;en\n"
        "X;onbekend;;;;;\nY;;geen adres;;;;\nZ;;;12;;;\nQ;;;;D;;\n",
    )
    assert report.counts == {ADDED: 1, REFUSED: 4}
    assert [column for _l, column, _r in report.lines] == ["type", "e-mail", "telefoon", "klasse"]
    contact = Contact.objects.get()
    assert contact.is_account_itself and contact.email_key == "piet@kring.test"
    assert contact.account.is_key_account and contact.account.account_class == "A"


def test_an_unknown_parent_is_reported_and_a_circle_is_not_made(run):
    report = run("accounts", "name,parent\nA,Nobody\nB,C\nC,B\nD,D\n")
    assert report.counts == {ADDED: 4}
    assert [(line, column) for line, column, _r in report.lines] == [("2", "parent")]
    assert Account.objects.get(name="B").parent.name == "C"
    assert Account.objects.get(name="C").parent is None
    assert Account.objects.get(name="D").parent is None


def test_a_bad_website_and_an_owner_two_have_are_refused(run):
    for number in range(2):
        UserFactory(first_name="Jan", last_name="Vos", username=f"j{number}")
    report = run("accounts", "name,website,owner\nA,http://,\nB,,Jan Vos\nC,,Nieuw Iemand\n")
    assert report.counts == {REFUSED: 2, ADDED: 1}
    assert User.objects.get(username="nieuw.iemand").is_active is False


# --- contacts ---


def test_one_person_is_one_contact_however_the_name_is_written(run):
    AccountFactory(name="Acme")
    report = run(
        "contacts",
        "bedrijf,contactpersoon,email,mobiel,functie,aanhef\n"
        "Acme,José Pérez,jose@acme.nl,06-12345678,Inkoper,dhr\n"
        "acme,JOSE  PEREZ,,,,\n"
        "Acme,J. Perez,JOSE@acme.nl,,,\n"
        "Nobody,Jan Vos,,,,\n"
        "Acme,José Pérez,other@acme.nl,,,\n",
    )
    assert report.counts == {ADDED: 2, SAME: 2, REFUSED: 1}
    assert [(line, column) for line, column, _r in report.lines] == [
        ("3", ""),
        ("4", ""),
        ("5", "account"),
    ]
    contact = Contact.objects.get(email="jose@acme.nl")
    assert (contact.first_name, contact.mobile, contact.salutation) == (
        "José",
        "+31612345678",
        "mr",
    )


def test_known_contacts_get_what_they_lack(run):
    contact = ContactFactory(
        account=AccountFactory(name="Acme"),
        first_name="Jan",
        last_name="Vos",
        email="",
        function="",
    )
    ContactFactory(account=contact.account, first_name="Piet", last_name="Kok", email="p@acme.nl")
    content = "account,first name,last name,email,functie\nAcme,Jan,Vos,jan@acme.nl,Chef\n"
    assert run("contacts", content).counts == {CHANGED: 1}
    contact.refresh_from_db()
    assert (contact.email_key, contact.function, contact.version) == ("jan@acme.nl", "Chef", 2)
    assert run("contacts", content).counts == {SAME: 1}


def test_lines_without_an_account_go_to_the_named_one_or_are_refused(run):
    AccountFactory(name="Acme")
    assert run("contacts", "name\nJan Vos\nVoornaamloos\n", account="acme").counts == {ADDED: 2}
    with pytest.raises(Refusal, match="no account called"):
        run("contacts", "name\nJan Vos\n", account="Nobody")
    with pytest.raises(Refusal, match="no column for: account"):
        run("contacts", "name\nJan Vos\n")
    assert run("contacts", "account,voornaam,functie\nAcme,Cher,\nAcme,,Chef\n").counts == {
        ADDED: 1,
        REFUSED: 1,
    }


# --- products ---


def test_products_are_known_whatever_the_spaces(run):
    assert run("products", "product,series,sales_price\nGTX Pro,,\n").counts == {ADDED: 1}
    report = run("products", "product,series,sales_price\nGTXPro,GTX,4821\ngtx-pro,X,1\n")
    assert report.counts == {CHANGED: 1, SAME: 1}
    product = Product.objects.get()
    assert (product.name, product.group, product.price) == ("GTX Pro", "GTX", Decimal("4821.00"))


# --- deals ---

DEALS = (
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
    "1,Moses Frase,GTXPro,Acme,Won,2017-01-20,2017-03-11,4514\n"
    "2,Moses Frase,GTX Pro,Acme,Won,2016-10-25,2017-03-01,1054\n"
    "3,Anna Snelling,MG Special,Acme,Lost,2017-01-01,2017-02-01,0\n"
    "4,Anna Snelling,MG Special,Acme,Engaging,2017-01-01,,\n"
    "5,Anna Snelling,MG Special,,Engaging,2017-01-01,,\n"
    "6,Anna Snelling,MG Special,Nobody,Prospecting,,,\n"
)


def test_history_comes_in_as_it_was(run):
    """Won 4,514 + 1,054 = 5,568; the first won deal of 1 March 2017 dates the customer."""
    account = AccountFactory(name="Acme", owner=None)
    report = run("deals", DEALS)
    assert report.counts == {ADDED: 4, REFUSED: 2}
    assert [line for line, column, _r in report.lines] == ["6", "7"]
    account.refresh_from_db()
    assert (account.stage, account.customer_since) == (Stage.CUSTOMER, date(2017, 3, 1))
    assert account.owner is None, "an import gives no owner"
    event = LifecycleEvent.objects.get(kind="first_purchase")
    assert (event.happened_on, event.cycle, event.from_stage) == (date(2017, 3, 1), 1, "potential")
    assert not Task.objects.exists(), "older than 30 days: no welcome task"
    assert Order.objects.aggregate(s=Sum("amount"))["s"] == Decimal(5568)
    assert set(Order.objects.values_list("deal__external_ref", flat=True)) == {"1", "2"}
    lost = Deal.objects.get(external_ref="3")
    assert (lost.loss_reason, lost.probability, lost.closed_on) == (
        "unknown_imported",
        0,
        date(2017, 2, 1),
    )
    opened = Deal.objects.get(external_ref="4")
    assert (opened.stage.key, opened.probability, opened.title) == ("qualified", 25, "MG Special")
    assert DealMove.objects.count() == 7
    assert DealMove.objects.filter(to_state="won", moved_at__date=date(2017, 3, 1)).exists()
    assert Product.objects.count() == 2
    assert not User.objects.get(username="moses.frase").is_active
    assert (account.open_deals, account.revenue_12m) == (1, 0)


def test_a_second_run_of_deals_changes_nothing(run):
    AccountFactory(name="Acme")
    run("deals", DEALS)
    counts = (
        Deal.objects.count(),
        Order.objects.count(),
        LifecycleEvent.objects.count(),
        DealMove.objects.count(),
    )
    assert run("deals", DEALS).counts == {SAME: 4, REFUSED: 2}
    assert counts == (
        Deal.objects.count(), Order.objects.count(), LifecycleEvent.objects.count(), DealMove.objects.count(),
    )  # fmt: skip


def test_the_customer_is_made_when_a_killed_run_is_repeated(run, monkeypatch):
    account = AccountFactory(name="Acme")
    with monkeypatch.context() as patch:
        patch.setattr("customers.deals.imports.make_customers", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run("deals", DEALS)
    account.refresh_from_db()
    assert account.stage == Stage.POTENTIAL
    run("deals", DEALS)
    account.refresh_from_db()
    assert account.stage == Stage.CUSTOMER


def test_a_deal_decided_since_is_won_or_lost_by_the_same_rules(run):
    account = AccountFactory(name="Acme")
    head = "id,account,stage,opened on,closed on,amount,loss reason\n"
    run("deals", head + "1,Acme,Nieuw,2026-11-01,,100,\n2,Acme,Offerte,2026-11-01,,100,\n")
    report = run(
        "deals",
        head
        + "1,Acme,gewonnen,2026-11-01,2026-11-10,120,\n2,Acme,lost,2026-11-01,2026-11-10,,prijs\n",
    )  # noqa: E501
    assert report.counts == {CHANGED: 2}
    account.refresh_from_db()
    assert account.stage == Stage.CUSTOMER and account.open_deals == 0
    assert account.revenue_12m == Decimal(120)
    assert Deal.objects.get(external_ref="2").loss_reason == "price"


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Acme,Won,2017-01-01,,1,", "closed_on"),
        ("Acme,Won,2017-01-02,2017-01-01,1,", "closed_on"),
        ("Acme,Lost,2017-01-02,2030-01-01,1,", "closed_on"),
        ("Acme,Dreaming,2017-01-02,,1,", "stage"),
        ("Acme,New,2030-01-02,,1,", "opened_on"),
        ("Acme,New,2017-01-02,,-1,", "amount"),
        ("Acme,New,2017-01-02,,1,Jan Vos", "owner"),
        ("Acme,Lost,2017-01-02,2017-01-03,1,", ""),
    ],
)
def test_what_cannot_have_happened_is_refused_with_its_column(run, line, column):
    AccountFactory(name="Acme")
    for number in range(2):
        UserFactory(first_name="Jan", last_name="Vos", username=f"j{number}")
    report = run("deals", "account,stage,opened on,closed on,amount,owner\n" + line + "\n")
    assert report.counts == ({REFUSED: 1} if column else {ADDED: 1})
    if column:
        assert report.lines[0][1] == column


def test_deals_without_reference_are_known_by_account_title_and_day(run):
    AccountFactory(name="Acme")
    content = (
        "account,title,datum\nAcme,Frame,01-11-2026\nAcme,Frame,01-11-2026\nAcme,Frame,02-11-2026\n"
    )
    assert run("deals", content).counts == {ADDED: 2, SAME: 1}
    assert run("deals", content).counts == {SAME: 3}
    assert run("deals", "title,datum\nFrame,01-11-2026\n", account="Acme").counts == {SAME: 1}


def test_former_customers_are_won_back_and_recent_ones_welcomed(run):
    """A sale after the end wins back (cycle 2, event `won_back`); one before it only counts as revenue."""
    back = AccountFactory(name="Back", stage="potential", is_former=True)
    before = AccountFactory(name="Before", stage="potential", is_former=True)
    fresh = AccountFactory(name="Fresh")
    report = run(
        "deals",
        "account,stage,opened on,closed on,amount\n"
        "Back,Won,2026-11-02,2026-11-10,10\nBefore,Won,2026-01-02,2026-02-01,10\n"
        "Fresh,Won,2026-11-02,2026-11-10,10\n",
    )
    assert report.counts == {ADDED: 3}
    for account, stage, cycle in (
        (back, "customer", 2),
        (before, "potential", 2),
        (fresh, "customer", 1),
    ):
        account.refresh_from_db()
        assert (account.stage, account.cycle) == (stage, cycle)
    assert LifecycleEvent.objects.filter(kind="won_back", account=back).exists()
    assert Task.objects.filter(account=fresh, origin="lifecycle").exists()


# --- orders ---


def test_an_imported_order_of_a_won_deal_counts_once(run):
    """Two won deals of 100 and 50; the books know both sales and one more of 70: 220 in all."""
    account = AccountFactory(name="Acme")
    run(
        "deals",
        "id,account,stage,opened on,closed on,amount\n"
        "1,Acme,Won,2026-01-02,2026-02-01,100\n2,Acme,Won,2026-01-02,2026-03-01,50\n",
    )
    content = (
        "factuurnummer;klant;factuurdatum;bedrag;kostprijs;kansnummer\n"
        "F1;Acme;08-02-2026;100,00;60;\nF2;Acme;01-06-2026;55,00;;2\nF3;Acme;01-06-2026;70;;\n"
    )
    assert run("orders", content).counts == {CHANGED: 2, ADDED: 1}
    assert Order.objects.aggregate(s=Sum("amount"))["s"] == Decimal(225)
    first = Order.objects.get(external_ref="F1")
    assert (first.deal.external_ref, first.ordered_on) == ("1", date(2026, 2, 8))
    assert Order.objects.get(external_ref="F2").deal.external_ref == "2"
    account.refresh_from_db()
    assert account.revenue_12m == Decimal(225)
    assert run("orders", content).counts == {SAME: 3}


def test_orders_make_customers_and_bad_ones_are_refused(run):
    account = AccountFactory(name="Acme", owner=None)
    content = (
        "account,date,amount,description\nAcme,2017-05-01,10,a\nAcme,2017-03-01,-5,b\n"
        "Acme,2017-03-01,-5,b\nNobody,2017-03-01,1,\nAcme,2030-01-01,1,\n"
    )
    report = run("orders", content)
    assert report.counts == {ADDED: 2, SAME: 1, REFUSED: 2}
    account.refresh_from_db()
    assert (account.stage, account.customer_since) == (Stage.CUSTOMER, date(2017, 3, 1))
    assert run("orders", content).counts == {SAME: 3, REFUSED: 2}
    assert run("orders", "account,date,amount\nNobody,2017-03-01,1\n").counts == {REFUSED: 1}


def test_a_deal_of_another_account_does_not_take_an_order(run):
    AccountFactory(name="Acme")
    other = AccountFactory(name="Other")
    DealFactory(account=other, external_ref="9")
    assert run("orders", "account,date,amount,deal\nAcme,2017-03-01,1,9\n").counts == {ADDED: 1}


def test_the_statements_of_a_chunk_do_not_grow_with_its_lines(run, django_assert_max_num_queries):
    names = [f"Acme {n}" for n in range(60)]
    with django_assert_max_num_queries(60):
        run("accounts", "name\n" + "\n".join(names) + "\n")
    lines = [f"{n},{name},Won,2017-01-02,2017-03-01,10" for n, name in enumerate(names)]
    with django_assert_max_num_queries(75):
        run("deals", "id,account,stage,opened on,closed on,amount\n" + "\n".join(lines) + "\n")
