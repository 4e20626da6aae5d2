"""Invitations to tell us: ten customers whose promise was broken were asked, some of them could not be."""

from datetime import time, timedelta

from crm.demo.history import History
from crm.demo.post import deliver
from crm.insight.iceberg.layers import Layer
from crm.insight.iceberg.read import accounts_in
from crm.insight.inviting.services import invite
from crm.insight.period import Slice
from crm.shared.localtime import at_local

ASKED = 10


def load(history: History) -> None:
    """Ask the first accounts of layer 4, twelve days ago; the mails left a minute later."""
    joost, at = history.users["joost"], at_local(history.weekday(-12), time(10, 0))
    part = Slice("12m", history.day(-377), history.day(-13))
    found = accounts_in(Layer.PROMISE, part, joost, at).order_by("pk")
    ids = list(found.values_list("pk", flat=True)[:ASKED])
    if ids:
        invite(Layer.PROMISE, ids, by=joost, now=at)
        deliver(history, at + timedelta(minutes=1))
