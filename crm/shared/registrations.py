"""What the basement itself registers: append-only triggers, housekeeping, the password mail."""

from django.db.models.signals import post_migrate

from crm.shared import checks, figures, jobs  # noqa: F401  (checks register themselves)
from crm.shared.appendonly import make_triggers
from crm.shared.figure_runs.services import compare_nightly
from crm.shared.files import services as files
from crm.shared.imports import registry as imports
from crm.shared.mail import purposes
from crm.shared.mail.inbox import registry as inbox
from crm.shared.mail.inbox.services import read_mailbox, take_bounce
from crm.shared.mail.worker import finish_follow_ups
from crm.shared.organisation.status import note_housekeeping
from crm.shared.people import resets
from crm.shared.people.imports import TEAMS, USERS
from crm.shared.search.index import make_index
from crm.shared.throttles.services import forget_old

post_migrate.connect(make_triggers, dispatch_uid="shared.appendonly")
post_migrate.connect(make_index, dispatch_uid="shared.search")
jobs.register("forget_throttles", forget_old)
jobs.register("mail_follow_ups", finish_follow_ups)
jobs.register("read_mailbox", read_mailbox)
inbox.register(inbox.Handler("bounces", take_bounce, order=10))
jobs.register("orphan_files", files.sweep)
jobs.register("note_housekeeping", note_housekeeping)
jobs.register("compare stored figures", compare_nightly)
purposes.register(purposes.Purpose(resets.PURPOSE, resets.build))
imports.register(TEAMS)
imports.register(USERS)
figures.register(
    "files",
    files.compare_use,
    files.mend_use,
    stored=figures.columns("shared.FileUse", "bytes", "files"),
)
