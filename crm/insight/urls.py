"""Addresses of insight."""

from django.urls import path

from crm.insight.broken import views as broken
from crm.insight.cycle import views as cycle
from crm.insight.iceberg import history_views
from crm.insight.iceberg import views as iceberg
from crm.insight.inviting import views as inviting
from crm.insight.moves import views as moves
from crm.insight.promises import views as promises
from crm.insight.recovery import views as recovery
from crm.insight.unhappy import views as unhappy

app_name = "insight"
urlpatterns = [
    path("", iceberg.index, name="index"),
    path("iceberg/assumption/", iceberg.assume, name="assume"),
    path("iceberg/history/", history_views.iceberg_history, name="iceberg_history"),
    path("iceberg/history.csv", history_views.iceberg_history_csv, name="iceberg_history_csv"),
    path("iceberg/<slug:layer>/", iceberg.layer, name="layer"),
    path("iceberg/<slug:layer>/calls/", iceberg.call, name="layer_calls"),
    path("iceberg/<slug:layer>/complaints/", iceberg.complain, name="layer_complaints"),
    path("iceberg/<slug:layer>/invite/", inviting.tell_us, name="tell_us"),
    path("invitations/", inviting.invites, name="invites"),
    path("invitations/<uuid:batch>/", inviting.invites, name="invites_of"),
    path("recovery/", recovery.index, name="recovery"),
    path("recovery/<slug:table>/", recovery.rows, name="recovery_rows"),
    path("promises/", promises.index, name="promises"),
    path("promises/<slug:group>/", promises.answers, name="promise_answers"),
    path("cycle/", cycle.cycle, name="cycle"),
    path("cycle/accounts/", cycle.cycle_accounts, name="cycle_accounts"),
    path("cycle/<slug:table>.csv", cycle.cycle_csv, name="cycle_csv"),
    path("broken-promises/", broken.broken, name="broken"),
    path("unhappy/", unhappy.index, name="unhappy"),
    path("unhappy/calls/", unhappy.calls, name="unhappy_calls"),
    path("moves/", moves.moves, name="moves"),
]
