"""What surveys adds to the registries of the basement (search, jobs, mail purposes, imports)."""

from django.utils.translation import gettext_lazy as _

from crm.shared import events, figures, jobs, tabs
from crm.shared.help import topics
from crm.shared.imports import registry as imports
from crm.shared.mail import purposes
from crm.shared.search import registry as search
from customers.activities import endings
from surveys.answers import recount as answer_months
from surveys.answers.search import KIND as COMMENTS
from surveys.campaigns import services
from surveys.followups.mail import PURPOSES as LOOP_MAIL
from surveys.followups.reminding import remind as remind_followups
from surveys.followups.services import end_task
from surveys.help import TOPICS
from surveys.imports import KIND as IMPORT
from surveys.improvements.mail import PURPOSES as TOLD_MAIL
from surveys.nps import recount
from surveys.nps.digest import PURPOSE as DIGEST
from surveys.nps.digest import queue_digests
from surveys.occasions import services as occasions
from surveys.sending import services as sending
from surveys.sending.mail import PURPOSES
from surveys.themes.services import mark_earlier

for purpose in (*PURPOSES, *LOOP_MAIL, *TOLD_MAIL, DIGEST):
    purposes.register(purpose)
jobs.register("surveys: plan next waves", services.make_next_waves)
jobs.register("surveys: launch, open and close", services.advance)
jobs.register("surveys: note occasions", occasions.gather)
jobs.register("surveys: ask about occasions", occasions.ask)
jobs.register("surveys: hand invitations to the outbox", sending.hand_over)
jobs.register("surveys: remind", sending.remind)
events.hear(events.COMPLAINT_CLOSED, occasions.complaint_closed)
events.hear(events.COMPLAINT_REOPENED, occasions.complaint_reopened)
imports.register(IMPORT)
search.register(COMMENTS)
jobs.register("surveys: remind of follow-ups", remind_followups)
jobs.register("surveys: weekly digest", queue_digests)
jobs.register("surveys: mark earlier comments", mark_earlier)
figures.register(
    "answers on accounts",
    recount.compare_accounts,
    recount.mend_account,
    stored=figures.columns("customers.Account", *recount.LAST, *recount.LOOP),
)
figures.register(
    "answers on contacts",
    recount.compare_contacts,
    recount.mend_contact,
    stored=figures.columns("customers.Contact", *recount.LAST),
)
figures.register(
    "totals of surveys",
    recount.compare_surveys,
    recount.mend_survey,
    stored=figures.columns("surveys.Survey", *recount.TOTALS, "skipped"),
)
figures.register(
    "months of answers",
    answer_months.compare_months,
    answer_months.mend_month,
    stored=figures.columns("surveys.Answer", *answer_months.MONTHS),
)
figures.register("monthly counts", recount.compare_months, recount.mend_months)
endings.register("survey", end_task)
tabs.register(tabs.Tab("nps", _("NPS"), "answers:list", 80, filters=True))

topics.register(*TOPICS)
