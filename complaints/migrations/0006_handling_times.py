"""Work out the working time that finished handling took, and when running clocks ask for attention."""

from django.db import migrations

from complaints.clock.clock import Kind, Stamps, clocks_of, seconds_used
from complaints.clock.policy import Policy

ENDED = ("closed", "withdrawn", "duplicate")


def fill(apps, schema_editor):
    """Fill the columns from stamps, pauses and policy snapshots; imported history has no clocks."""
    using = schema_editor.connection.alias
    cycle_model = apps.get_model("complaints", "ComplaintCycle")
    complaint_model = apps.get_model("complaints", "Complaint")
    pauses: dict[tuple[int, int], list] = {}
    for one in apps.get_model("complaints", "Pause").objects.using(using).iterator():
        end = one.resumes_at if one.ended_at is None else min(one.ended_at, one.resumes_at)
        pauses.setdefault((one.complaint_id, one.cycle), []).append((one.started_at, end))
    policies: dict[int, Policy] = {}
    cycles = cycle_model.objects.using(using).filter(policy__isnull=False)
    for cycle in cycles.select_related("policy", "complaint").iterator(chunk_size=500):
        complaint = cycle.complaint
        if cycle.policy_id not in policies:
            policies[cycle.policy_id] = Policy.from_snapshot(cycle.policy.content)
        clocks = clocks_of(
            policies[cycle.policy_id],
            Stamps(
                started_at=cycle.started_at,
                severity=complaint.severity,
                acknowledged_at=cycle.acknowledged_at,
                answered_at=cycle.answered_at,
                ended_at=cycle.ended_at,
                last_update_at=cycle.last_update_at,
                pauses=pauses.get((complaint.pk, cycle.number), []),
                is_reopened=cycle.number > 1,
            ),
        )
        cycle_model.objects.using(using).filter(pk=cycle.pk).update(
            acknowledge_seconds=seconds_used(clocks, Kind.ACKNOWLEDGE),
            decision_seconds=seconds_used(clocks, Kind.DECISION),
        )
        running = [clock.soon for clock in clocks if clock.completed_at is None]
        if running and complaint.cycle == cycle.number and complaint.state not in ENDED:
            complaint_model.objects.using(using).filter(pk=complaint.pk).update(
                soon_at=min(running)
            )


class Migration(migrations.Migration):
    """Fill new columns of existing complaints."""

    dependencies = [("complaints", "0005_learning")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
