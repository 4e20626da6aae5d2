"""Acts that link complaints, merge them and undo it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from complaints.cases.acts import act_page, back, workable
from complaints.cases.models import Complaint
from complaints.links import merging, services
from complaints.links.forms import AddLinkForm, MergeForm, UnmergeForm
from complaints.links.models import Link
from complaints.links.page import links_of, merges_of
from crm.shared.toasts import toast

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def relate(request: HttpRequest, number: str) -> HttpResponse:
    """Link a complaint to another one, or to what caused it."""
    complaint = workable(request, number)
    form = AddLinkForm(request.POST or None, complaint=complaint, user=request.user)

    def act(data: dict[str, Any]) -> Link:
        data.pop("version")
        return services.add_link(complaint, by=request.user, now=timezone.now(), **data)

    return act_page(
        request,
        complaint,
        form,
        act,
        title=_("Link to another case"),
        button=_("Link"),
        done=_("Linked; both sides show it."),
        intro=_(
            "A link changes nothing about either case. Fill in the one that belongs to the kind: "
            "a complaint's number, or the promise or order that caused it."
        ),
    )


@require_POST
def unrelate(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take a link away, from either side of it."""
    complaint = workable(request, number)
    link = get_object_or_404(links_of(complaint), pk=min(pk, 2**63 - 1))
    ends = [link.complaint] + ([link.other] if link.other else [])
    for end in ends:
        get_object_or_404(Complaint.objects.editable_by(request.user), pk=end.pk)
    services.remove_link(link, by=request.user, now=timezone.now())
    toast(request, _("Link removed."))
    return back(request, complaint)


@FORM
def merge(request: HttpRequest, number: str) -> HttpResponse:
    """Let a complaint go on inside another one of the same customer."""
    complaint = workable(request, number)
    form = MergeForm(request.POST or None, complaint=complaint, user=request.user)
    return act_page(
        request,
        complaint,
        form,
        lambda data: merging.merge(complaint, by=request.user, now=timezone.now(), **data),
        title=_("Merge into another complaint"),
        button=_("Merge"),
        done=_("Merged. You can undo it on this page."),
        intro=_(
            "For two complaints of one customer about the same thing. Messages, notes, files, "
            "remedies and findings go to the other complaint, which goes on; its tracking page "
            "then shows the messages of both. This one ends as a duplicate. It can be undone."
        ),
    )


@FORM
def unmerge(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Undo a merge, from either side of it."""
    complaint = workable(request, number)
    row = get_object_or_404(merges_of(complaint), pk=min(pk, 2**63 - 1))
    ends = (row.source, row.target)
    if not all(Complaint.objects.is_editable_by(request.user, end) for end in ends):
        raise Http404
    form = UnmergeForm(request.POST or None, complaint=complaint, user=request.user)
    return act_page(
        request,
        complaint,
        form,
        lambda data: merging.unmerge(
            row, reason=data["reason"], by=request.user, now=timezone.now()
        ),
        title=_("Undo the merge"),
        button=_("Undo the merge"),
        done=_("The complaints are apart again."),
        intro=_(
            "%(source)s becomes the complaint it was before, with everything that came from it. "
            "What was added to %(target)s since stays there."
        )
        % {"source": row.source.number, "target": row.target.number},
    )
