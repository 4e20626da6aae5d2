"""What complaints adds to the registries of the basement (search, jobs, mail purposes)."""

from django.utils.translation import gettext_lazy as _

from complaints.cases import housekeeping, oneline
from complaints.cases.search import KIND
from complaints.imports import KIND as IMPORT
from complaints.messages import mails
from crm.shared import jobs, tabs
from crm.shared.imports import registry as imports
from crm.shared.search import registry as search
from customers.activities import recorders

jobs.register("complaints.resume_waiting", housekeeping.resume_waiting)
jobs.register("complaints.year_counts", housekeeping.refresh_year_counts)
mails.register()
search.register(KIND)
recorders.register("complaint", oneline.record_line)
imports.register(IMPORT)
tabs.register(tabs.Tab("complaints", _("Complaints"), "complaints:list", 70, filters=True))
