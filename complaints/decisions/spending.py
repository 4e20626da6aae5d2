"""What a customer was promised in 12 months, over all complaints."""

from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum

from complaints.cases.models import Complaint
from complaints.cases.stamps import year_start
from complaints.cases.workflow import RemedyStatus, State
from complaints.decisions.models import Remedy
from crm.shared.counting import total_of


def remedies_elsewhere(complaint: Complaint, today: date) -> QuerySet[Remedy]:
    """Return the remedies of the customer's other complaints and cycles in 12 months.

    Left out are those refused, and those of a withdrawn complaint that were only promised: nobody gets them.
    The customer is the account; without one, everybody who complains from the same address.
    """
    if complaint.account_id:
        customer = Q(complaint__account=complaint.account_id)
    elif complaint.complainant_email:
        customer = Q(
            complaint__account__isnull=True,
            complaint__complainant_email__iexact=complaint.complainant_email,
        )
    else:
        return Remedy.objects.none()
    return (
        Remedy.objects.filter(customer, promised_on__gte=year_start(today))
        .exclude(status=RemedyStatus.REFUSED)
        .exclude(status=RemedyStatus.PROMISED, complaint__state=State.WITHDRAWN)
        .exclude(complaint=complaint, cycle=complaint.cycle)
    )


def spent_before(complaint: Complaint, today: date) -> Decimal:
    """Return their cost; one query."""
    found = remedies_elsewhere(complaint, today).aggregate(total=Sum("cost"))
    return found["total"] or Decimal(0)


def remedies_of(complaint: Complaint, today: date) -> QuerySet[Remedy]:
    """Return the remedies of the current cycle, each with what was promised elsewhere; one query."""
    elsewhere = remedies_elsewhere(complaint, today)
    return (
        complaint.remedies.filter(cycle=complaint.cycle)
        .select_related("settled_by")
        .annotate(spent_before=total_of(elsewhere, F("cost")))
    )


def late_remedies(today: date) -> QuerySet[Remedy]:
    """Return the remedies still promised past their day, of answered complaints: what we owe now."""
    return Remedy.objects.filter(
        status=RemedyStatus.PROMISED,
        due_on__lt=today,
        cycle=F("complaint__cycle"),
        complaint__state=State.ANSWERED,
    )
