"""What customers adds to the registries of the basement (search, jobs, mail purposes, imports)."""

from crm.shared import jobs
from customers.accounts.services import return_rested, run_planned_ends

jobs.register("customers.planned_ends", run_planned_ends)
jobs.register("customers.rested", return_rested)
