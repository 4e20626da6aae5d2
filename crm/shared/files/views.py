"""Pages of files: adding, downloading, removing, pinning. Who may is what the file's record says."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from crm.shared.errors import Refusal
from crm.shared.files import owners, services
from crm.shared.files.models import LARGEST, StoredFile
from crm.shared.files.sending import as_download
from crm.shared.htmx import render_page, wants_fragment
from crm.shared.people.addresses import safe_next
from crm.shared.toasts import toast

BIGGEST = 2**63 - 1


def _owner(request: HttpRequest, kind: str, owner_id: int) -> tuple[owners.Owner, Any]:
    """Return a record to add files to: 404 for who may not see it, 403 for who may only read it."""
    owner = owners.find(kind)
    if owner is None or owner_id > BIGGEST:
        raise Http404
    found = get_object_or_404(owner.visible(request.user), pk=owner_id)
    if not owner.editable(request.user).filter(pk=owner_id).exists():
        raise PermissionDenied(_("You can read this, but not change it."))
    return owner, found


def _file(request: HttpRequest, pk: int) -> StoredFile:
    """Return a file to change: 404 for who may not see its record, 403 for who may only read it."""
    found = get_object_or_404(StoredFile.objects.visible_to(request.user), pk=min(pk, BIGGEST))
    if not StoredFile.objects.editable_by(request.user).filter(pk=found.pk).exists():
        raise PermissionDenied(_("You can read this, but not change it."))
    return found


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Go to a page; htmx is told where."""
    if not wants_fragment(request):
        return redirect(address)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = address
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, kind: str, owner_id: int) -> HttpResponse:
    """Add files to a record; what is refused is said, with nothing kept."""
    owner, found = _owner(request, kind, owner_id)
    back, error, status = safe_next(request, owner.url(found)), "", 200
    if request.method == "POST":
        try:
            for name in getattr(request, "files_too_large", []):
                raise services.too_large(name)
            uploads = request.FILES.getlist("files")
            rows = services.add_files(owner, found, uploads, by=request.user, now=timezone.now())
        except Refusal as refusal:
            error, status = refusal.sentence, refusal.status
        else:
            count = len(rows)
            toast(
                request,
                ngettext("%(count)s file added.", "%(count)s files added.", count)
                % {"count": count},
            )
            return _go(request, back)
    context = {"kind": kind, "owner_id": owner_id, "title": owner.title(found), "back": back}
    context |= {"upload_error": error}
    return render_page(request, "files/add.html", "files/_upload.html", context, status)


add.upload_limit = LARGEST  # type: ignore[attr-defined]


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """Send a file to be saved, never to be shown; its record decides who may have it."""
    file = get_object_or_404(StoredFile.objects.visible_to(request.user), pk=min(pk, BIGGEST))
    return as_download(file)


def _act(
    request: HttpRequest, pk: int, act: Callable[[StoredFile], Any], said: str
) -> HttpResponse:
    """Do one thing to a file and go back to where it was asked."""
    file = _file(request, pk)
    owner = owners.find(file.owner_kind)
    record = owner.visible(request.user).get(pk=file.owner_id) if owner else None
    back = safe_next(request, owner.url(record) if owner else "home")
    try:
        act(file)
    except Refusal as refusal:
        context = {"refusal": refusal.sentence, "back": back}
        return render(request, "files/refused.html", context, status=refusal.status)
    toast(request, said)
    return _go(request, back)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a file for good."""
    return _act(
        request, pk, lambda file: services.remove_file(file, by=request.user), _("File removed.")
    )


@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a file on top of the timeline."""
    return _act(
        request,
        pk,
        lambda file: services.pin_file(file, by=request.user, now=timezone.now()),
        _("Pinned on top of the timeline."),
    )


@require_POST
def unpin(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off the top of the timeline."""
    return _act(
        request, pk, lambda file: services.unpin_file(file, by=request.user), _("No longer pinned.")
    )
