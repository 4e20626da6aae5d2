"""What complaints adds to the registries of the basement (search, jobs, mail purposes, imports)."""

from complaints.cases import housekeeping
from complaints.messages import mails
from crm.shared import jobs

jobs.register("complaints.resume_waiting", housekeeping.resume_waiting)
jobs.register("complaints.year_counts", housekeeping.refresh_year_counts)
mails.register()
