"""What complaints adds to the registries of the basement (search, jobs, mail purposes)."""

from django.utils.translation import gettext_lazy as _

from complaints.actions.services import TASKS, refuse_tick
from complaints.cases import housekeeping, oneline, recount, verify
from complaints.cases.files import FILES
from complaints.cases.search import KIND
from complaints.help import TOPICS
from complaints.imports import KIND as IMPORT
from complaints.inbound import mails as inbound_mails
from complaints.inbound import services as inbound
from complaints.intake.files import PUBLIC
from complaints.ladder import mails as ladder_mails
from complaints.ladder import services as ladder
from complaints.links import mentioned
from complaints.messages import mails
from complaints.reports import help as report_help
from crm.shared import figures, jobs, mentions, tabs
from crm.shared.files import owners
from crm.shared.help import topics
from crm.shared.imports import registry as imports
from crm.shared.mail import purposes
from crm.shared.search import registry as search
from customers.activities import endings, recorders
from customers.activities.models import TaskOrigin

jobs.register("complaints.resume_waiting", housekeeping.resume_waiting)
jobs.register("complaints.ladder", ladder.climb)
purposes.register(ladder_mails.PURPOSE)
jobs.register("complaints.year_counts", housekeeping.refresh_year_counts)
mails.register()
inbound_mails.register()
inbound.register()
search.register(KIND)
owners.register(FILES, PUBLIC)
recorders.register("complaint", oneline.record_line)
imports.register(IMPORT)
figures.register(
    "complaints on accounts",
    recount.compare_accounts,
    recount.mend_account,
    stored=figures.columns("customers.Account", *recount.FACTS),
)
figures.register(
    "clocks of complaints",
    recount.compare_clocks,
    recount.mend_clock,
    stored=(
        *figures.columns("complaints.Complaint", *recount.DUE),
        *figures.columns("complaints.ComplaintCycle", *recount.CYCLE_DUE),
    ),
)
figures.register(
    verify.NAME,
    verify.compare,
    stored=figures.columns("complaints.Complaint", "history_length", "history_head"),
    label=_("Histories of complaints"),
    advice=_("manage.py verify_complaints names the event. Keep a copy of the database first."),
)
tabs.register(tabs.Tab("complaints", _("Complaints"), "complaints:list", 70, filters=True))

topics.register(*TOPICS)
topics.register(*report_help.TOPICS)
endings.register(TaskOrigin.COMPLAINT, refuse_tick, keys=TASKS)
mentions.register("promise", mentioned.by_promise)
mentions.register("order", mentioned.by_order)
