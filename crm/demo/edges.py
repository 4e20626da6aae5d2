"""Every edge case the demo holds, each with the records that show it: a table for tests and for testers."""

from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from complaints.cases.cycles import Pause
from complaints.cases.events import ComplaintEvent, EventKind
from complaints.cases.models import Complaint
from complaints.decisions.models import Decision, Remedy
from complaints.inbound.models import ComplaintMail
from complaints.messages.models import Message
from crm.shared.localtime import local_date
from crm.shared.people.models import User
from customers.accounts.events import LifecycleEvent, LifecycleEventText, PlannedEnd
from customers.accounts.models import Account
from customers.activities.models import Interaction, Task
from customers.contacts.models import Contact, SecondPost
from customers.deals.models import Deal, DealMove, Order, Product
from customers.dmu.models import ContactTarget
from customers.empathy.models import Statement
from customers.profiles.models import Profile
from customers.promises.models import Promise, PromiseMove
from surveys.answers.models import Answer, AnswerChange, AnswerTheme, LateMessage
from surveys.campaigns.models import Invitation, SkipEntry, Survey
from surveys.followups.models import FollowUp
from surveys.sending.models import UnsubscribeLink


def _people(now: datetime) -> dict[str, QuerySet]:
    today = local_date(now)
    away = User.objects.filter(absent_from__lte=today, absent_until__gte=today)
    return {
        "colleague away with a deputy": away.filter(deputy__isnull=False),
        "account of somebody away": Account.objects.filter(owner__in=away),
        "colleague who left the company": User.objects.filter(is_active=False),
        "account of a colleague who left": Account.objects.filter(owner__is_active=False),
        "colleague who reads English": User.objects.filter(language="en"),
    }


def _accounts(now: datetime) -> dict[str, QuerySet]:
    accounts, today = Account.objects.all(), local_date(now)
    return {
        "person as account": accounts.filter(kind="person"),
        "group with subsidiaries": accounts.filter(subsidiaries__isnull=False).distinct(),
        "key account": accounts.filter(is_key_account=True),
        "account without owner": accounts.filter(owner__isnull=True),
        "English account": accounts.filter(language="en"),
        "name with signs": accounts.filter(name__contains="&"),
        "name with an apostrophe": accounts.filter(name__contains="'"),
        "name with letters beyond Latin-1": accounts.filter(name__contains="ı"),
        "potential customer, first cycle": accounts.filter(stage="potential", cycle=1),
        "customer, second cycle": accounts.filter(stage="customer", cycle=2),
        "customer, third cycle": accounts.filter(stage="customer", cycle=3),
        "former customer, second cycle": accounts.filter(
            stage="potential", is_former=True, cycle=2
        ),
        "former customer, third cycle": accounts.filter(stage="potential", is_former=True, cycle=3),
        "former customer who rests": accounts.filter(stage="former", rest_until__gt=today),
        "not to be pursued": accounts.filter(do_not_pursue=True),
        "planned end": PlannedEnd.objects.filter(ends_on__gt=today),
        "ended by us": LifecycleEvent.objects.filter(kind="ended", initiator="supplier"),
        "left without complaining": LifecycleEventText.objects.exclude(silence_reason=""),
        "left for a competitor": LifecycleEventText.objects.exclude(competitor=""),
        "corrected by a manager": LifecycleEvent.objects.filter(kind="correction"),
        "renewal coming": accounts.filter(renewal_on__gt=today),
        "nothing planned": accounts.filter(next_step_on__isnull=True, do_not_pursue=False),
        "silent for more than two months": accounts.filter(
            stage="customer", last_contact_at__lt=now - timedelta(days=62)
        ),
        "health good": accounts.filter(health_band="good"),
        "health attention": accounts.filter(health_band="attention"),
        "health at risk": accounts.filter(health_band="at_risk"),
        "revenue up by a quarter": accounts.filter(
            revenue_12m__gt=F("revenue_previous_12m") * 5 / 4, revenue_previous_12m__gt=0
        ),
        "revenue down by a quarter": accounts.filter(
            revenue_12m__lt=F("revenue_previous_12m") * 3 / 4, stage="customer"
        ),
    }


def _contacts(now: datetime) -> dict[str, QuerySet]:
    contacts = Contact.objects.all()
    return {
        "contact who left": contacts.filter(left_on__isnull=False),
        "contact without e-mail address": contacts.filter(email=""),
        "contact whose address does not work": contacts.filter(bounced_at__isnull=False),
        "contact who wants no surveys": contacts.filter(consent_survey="objected"),
        "contact who may be phoned": contacts.filter(consent_phone="opt_in"),
        "person who is the account": contacts.filter(is_account_itself=True),
        "contact with two roles": contacts.annotate(n=Count("roles")).filter(n__gt=1),
        "decider against us": contacts.filter(roles__role="decider", stance__lt=0),
        "contact without stance": contacts.filter(stance__isnull=True),
    }


def _work(now: datetime) -> dict[str, QuerySet]:
    today, tasks, promises = local_date(now), Task.objects.all(), Promise.objects.all()
    still_open = promises.filter(delivered_on=None, withdrawn_at=None)
    return {
        "dissatisfied, not recorded": Interaction.objects.filter(dissatisfied=True),
        "note": Interaction.objects.filter(kind="note"),
        "task overdue": tasks.filter(state="open", due_on__lt=today),
        "task of today": tasks.filter(state="open", due_on=today),
        "task without account": tasks.filter(account=None),
        "task with a time": tasks.filter(due_time__isnull=False),
        "win-back task": tasks.filter(state="open", origin_key__startswith="winback:"),
        "welcome task": tasks.filter(state="open", origin_key__startswith="welcome:"),
        "task done": tasks.filter(state="done"),
        "promise kept on the day": promises.filter(delivered_on=F("counts_on")),
        "promise kept early": promises.filter(delivered_on__lt=F("counts_on")),
        "promise kept late": promises.filter(delivered_on__gt=F("counts_on")),
        "promise overdue": still_open.filter(counts_on__lt=today),
        "promise due today": still_open.filter(due_on=today),
        "promise with a time": promises.filter(due_time__isnull=False),
        "promise moved in time": PromiseMove.objects.filter(promise__counts_on=F("new_due_on")),
        "promise moved after its day": promises.filter(counts_on__lt=F("due_on")),
        "promise withdrawn": promises.filter(withdrawn_at__isnull=False),
    }


def _deals(now: datetime) -> dict[str, QuerySet]:
    deals, today = Deal.objects.all(), local_date(now)
    still_open = deals.filter(state="open")
    quiet = Q(account__last_contact_at__lt=now - timedelta(days=14))
    stages = {f"deal in stage {key}": still_open.filter(stage__key=key)
              for key in ("new", "qualified", "proposal", "negotiation")}  # fmt: skip
    reasons = {
        f"deal lost: {reason}": deals.filter(loss_reason=reason)
        for reason in ("price", "competitor", "timing", "no_budget", "no_decision", "service")
    }
    return stages | reasons | {
        "deal won": deals.filter(state="won"),
        "deal past its expected close": still_open.filter(expected_close__lt=today),
        "quiet deal": still_open.filter(quiet, stage_since__lt=now - timedelta(days=14)),
        "deal of 0 euros": deals.filter(amount=0),
        "deal without expected close": deals.filter(expected_close=None),
        "deal reopened": DealMove.objects.filter(from_state="lost", to_state="open"),
        "deal lost, unknown (imported)": deals.filter(loss_reason="unknown_imported"),
        "order of a won deal": Order.objects.filter(deal__isnull=False),
        "imported order": Order.objects.filter(source="import"),
        "credit": Order.objects.filter(amount__lt=0),
        "order paid with other value": Order.objects.filter(amount=0),
        "product no longer sold": Product.objects.filter(is_active=False),
    }  # fmt: skip


def _complaints(now: datetime) -> dict[str, QuerySet]:
    complaints, today = Complaint.objects.all(), local_date(now)
    states = {
        f"complaint {state}": complaints.filter(state=state)
        for state in ("received", "acknowledged", "investigating", "waiting", "answered", "closed",
                      "withdrawn", "duplicate")
    }  # fmt: skip
    outcomes = {
        f"decision {outcome}": Decision.objects.filter(outcome=outcome)
        for outcome in ("justified", "partly", "unjustified", "not_admissible")
    }
    undecided = complaints.filter(state__in=["acknowledged", "investigating"])
    moved = ComplaintEvent.objects.filter(kind=EventKind.REOPEN)
    recent = complaints.filter(received_at__gt=now - timedelta(days=365), account__isnull=False)
    return states | outcomes | {
        "complaint overdue": undecided.filter(decision_due_at__lt=now),
        "complaint due today or tomorrow": undecided.filter(
            decision_due_at__gt=now, decision_due_at__lt=now + timedelta(days=4)
        ),
        "critical complaint open": undecided.filter(severity=4),
        "reopened and open": undecided.filter(cycle=2),
        "reopened by the customer": moved.filter(by_customer=True),
        "anonymous complaint": complaints.filter(is_anonymous=True),
        "complaint of nobody we know": complaints.filter(account=None, is_anonymous=False),
        "confidential complaint": complaints.filter(is_confidential=True),
        "complaint about a colleague": complaints.filter(complained_about__isnull=False),
        "priority by hand": complaints.filter(priority_override__isnull=False),
        "told on": complaints.filter(told_on__gt=1),
        "told on in public": complaints.exclude(told_on_url=""),
        "imported complaint": complaints.filter(is_imported=True),
        "complaint in English": complaints.filter(language="en"),
        "complaint from the public form": complaints.filter(channel="form", recorded_by=None),
        "complaint that came by mail": complaints.filter(mails__place="opened"),
        "mail that waits for a choice": ComplaintMail.objects.waiting(),
        "mail that no person wrote": ComplaintMail.objects.filter(place="set_aside"),
        "complaint of a person account": complaints.filter(account__kind="person"),
        "repeat failure": recent.order_by().values("account").annotate(n=Count("pk")).filter(n__gt=1),
        "reply of the customer waits": complaints.filter(last_inbound_at__gt=F("last_outbound_at")),
        "waited and went on": Pause.objects.filter(ended_at__isnull=False),
        "remedy awaiting approval": Decision.objects.filter(
            approved_by=None, cycle__complaint__state="investigating"
        ),
        "remedy approved": Decision.objects.filter(approved_by__isnull=False),
        "remedy to come": Remedy.objects.filter(status="promised", due_on__gte=today),
        "remedy refused": Remedy.objects.filter(status="refused"),
        "message by letter": Message.objects.filter(via="letter"),
        "message refused by the mail server": Message.objects.filter(status="refused"),
        "recorded without address": Message.objects.filter(via="no_address"),
    }  # fmt: skip


def _surveys(now: datetime) -> dict[str, QuerySet]:
    answers, followups = Answer.objects.all(), FollowUp.objects.all()
    skips = {
        f"not asked: {reason}": SkipEntry.objects.filter(reason=reason)
        for reason in ("left", "objected", "no_address", "bounced", "open_complaint", "resting",
                       "account_cap")
    }  # fmt: skip
    states = {
        f"follow-up {state}": followups.filter(state=state)
        for state in ("open", "contacted", "resolved", "no_action")
    }
    return skips | states | {
        "survey closed": Survey.objects.filter(state="closed"),
        "survey running": Survey.objects.filter(state__in=["sending", "open"]),
        "transactional survey": Survey.objects.filter(kind="transactional"),
        "score 0": answers.filter(score=0),
        "score 10": answers.filter(score=10),
        "comment in English": answers.filter(language="en").exclude(comment=""),
        "comment that names nothing": AnswerTheme.objects.filter(theme__nothing_named=True),
        "answer changed": AnswerChange.objects.filter(score_before__isnull=False)
        .exclude(score_before=F("score_after")),
        "detractor without complaint": answers.filter(score__lt=7, account__complaints=None),
        "follow-up overdue": followups.filter(state="open", due_at__lt=now),
        "follow-up with a reason for silence": followups.exclude(silence_reason=""),
        "complaint made of an answer": followups.exclude(complaint_number=""),
        "unsubscribed by link": UnsubscribeLink.objects.filter(unsubscribed_at__isnull=False),
        "message after closing": LateMessage.objects.all(),
        "invitation bounced": Invitation.objects.filter(state="bounced"),
        "invitation refused": Invitation.objects.filter(state="refused"),
        "reminder sent": Invitation.objects.filter(reminded_at__isnull=False),
        "invitation that left these days": Invitation.objects.filter(
            state="sent", sent_at__gt=now - timedelta(days=5)
        ),
    }  # fmt: skip


def _dmu(now: datetime) -> dict[str, QuerySet]:
    statements = Statement.objects.standing()
    return {
        "contact who reports to somebody": Contact.objects.filter(reports_to__isnull=False),
        "contact with a persona": Contact.objects.filter(persona__isnull=False),
        "contact of two accounts": SecondPost.objects.all(),
        "targeted cell of the contact matrix": ContactTarget.objects.all(),
        "statement of what somebody sees": statements.filter(facet="sees"),
        "need of an account, of nobody": statements.filter(contact__isnull=True),
        "customer profile of a segment": Profile.objects.filter(kind="customer"),
    }


def edges(now: datetime) -> dict[str, QuerySet]:
    """Return every edge case by name, with the records that show it."""
    return (
        _people(now) | _accounts(now) | _contacts(now) | _work(now) | _deals(now)
        | _complaints(now) | _surveys(now) | _dmu(now)
    )  # fmt: skip
