"""Pages of mail that came in: the quarantine, one mail as plain text, its parts, and mail from a file."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import content_disposition_header
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints.cases.acts import workable
from complaints.errors import ComplaintError
from complaints.inbound import services
from complaints.inbound.attachments import may_download
from complaints.inbound.forms import AttachForm, DiscardForm, FileForm, OpenForm
from complaints.inbound.lists import LIST, tabs
from complaints.inbound.models import ComplaintMail
from complaints.inbound.pages import attached_to, complaints_for, new_part, people_of
from complaints.inbound.routes import Place
from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.lists import list_response
from crm.shared.mail.inbox.parse import read
from crm.shared.mail.inbox.parts import content_of, name_of, part_at
from crm.shared.mail.inbox.services import opened
from crm.shared.mail.inbox.sources import LARGEST
from crm.shared.toasts import toast

FORM = require_http_methods(["GET", "HEAD", "POST"])
DESK = (Role.COMPLAINT_HANDLER, Role.MANAGER)
BIGGEST = 2**63 - 1
CAP = 1_000
DISCARD = (
    gettext_lazy("Advertising"),
    gettext_lazy("Not a complaint"),
    gettext_lazy("Handled elsewhere"),
)


def _mail(request: HttpRequest, pk: int) -> ComplaintMail:
    """Return a mail the reader may see; 404 for everybody else."""
    return get_object_or_404(
        ComplaintMail.objects.visible_to(request.user).select_related(
            "inbound", "complaint", "suggested", "contact__account", "decided_by"
        ),
        pk=min(pk, BIGGEST),
    )


@require_safe
def mail_list(request: HttpRequest) -> HttpResponseBase:
    """List the mail that waits for a choice, or stands in another place."""
    forbid_unless(request.user, *DESK)
    mails = ComplaintMail.objects.editable_by(request.user)
    waiting = mails.waiting()[:CAP].count()
    asked = request.GET.get("place") or ("" if request.GET.get("sender") else Place.WAITING.value)
    return list_response(
        request,
        LIST,
        mails.select_related("inbound", "complaint").defer("inbound__raw"),
        template="complaints/mail_list.html",
        fragment="complaints/_mail_table.html",
        context={"tabs": tabs(asked, waiting), "waiting": waiting},
    )


def _page(
    request: HttpRequest, row: ComplaintMail, status: int = 200, **forms: Any
) -> HttpResponse:
    """Show one mail, with its forms where somebody may choose."""
    mail = opened(row.inbound)
    can_choose = row.can_be_chosen and has_role(request.user, *DESK)
    people = people_of(row) if can_choose else []
    context = {
        "row": row,
        "mail": mail,
        "fresh": new_part(mail),
        "parts": attached_to(row, mail),
        "can_choose": can_choose,
        "people": people,
        "complaints": complaints_for(row, people, request.user) if can_choose else [],
    }
    if can_choose:
        context |= {
            "open_form": forms.get("open_form") or OpenForm(mail=row, user=request.user),
            "attach_form": forms.get("attach_form") or AttachForm(user=request.user),
            "discard_form": forms.get("discard_form") or DiscardForm(),
            "discard_reasons": DISCARD,
        }
    response = render(request, "complaints/mail_detail.html", context, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response


@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail as plain text."""
    return _page(request, _mail(request, pk))


def _choice(request: HttpRequest, pk: int) -> ComplaintMail:
    row = _mail(request, pk)
    forbid_unless(request.user, *DESK)
    return row


def _refused(
    request: HttpRequest, row: ComplaintMail, error: ComplaintError, form: Any, name: str
) -> HttpResponse:
    form.add_error(error.field if error.field in form.fields else None, str(error))
    row = _mail(request, row.pk)
    if not row.can_be_chosen:  # somebody else chose: the forms are gone, the sentence stays
        toast(request, str(error))
    return _page(request, row, error.status, **{name: form})


@require_POST
def mail_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a complaint of a mail."""
    row = _choice(request, pk)
    form = OpenForm(request.POST, mail=row, user=request.user)
    if not form.is_valid():
        return _page(request, row, 422, open_form=form)
    try:
        complaint = services.make_complaint(
            row, by=request.user, now=timezone.now(), **form.arguments()
        )
    except ComplaintError as error:
        return _refused(request, row, error, form, "open_form")
    toast(request, _("Complaint %(number)s recorded.") % {"number": complaint.number})
    return redirect(complaint)


@require_POST
def mail_attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a mail into the conversation of a complaint."""
    row = _choice(request, pk)
    form = AttachForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, row, 422, attach_form=form)
    complaint = form.cleaned_data["complaint"]
    try:
        services.attach(row, complaint, by=request.user, now=timezone.now())
    except ComplaintError as error:
        return _refused(request, row, error, form, "attach_form")
    toast(request, _("The mail stands with %(number)s.") % {"number": complaint.number})
    return redirect(complaint)


@require_POST
def mail_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a mail away, with the reason."""
    row = _choice(request, pk)
    form = DiscardForm(request.POST)
    if not form.is_valid():
        return _page(request, row, 422, discard_form=form)
    try:
        services.discard(
            row, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
        )
    except ComplaintError as error:
        return _refused(request, row, error, form, "discard_form")
    toast(request, _("Discarded; it stays under “Discarded”."))
    return redirect("complaints:mail_list")


def _download(content: bytes, name: str) -> HttpResponse:
    """Send bytes to be saved, never to be shown."""
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def mail_part(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Download one attachment out of a mail; programs are not given out."""
    part = part_at(read(bytes(_mail(request, pk).inbound.raw)), number)
    content = content_of(part) if part is not None else b""
    if part is None or not content:
        raise Http404
    name = name_of(part) or f"{number}.bin"
    if not may_download(name):
        raise PermissionDenied(_("This attachment is a program; Kring does not give it out."))
    return _download(content, name)


@require_safe
def mail_raw(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the mail as it came."""
    row = _mail(request, pk)
    return _download(bytes(row.inbound.raw), f"mail-{row.pk}.eml")


def _uploaded(request: HttpRequest, form: FileForm) -> bytes | None:
    """Return what was uploaded; a refusal stands on the form."""
    if getattr(request, "files_too_large", []):
        form.add_error("file", _("A mail is at most 25 MB."))
        return None
    return form.cleaned_data["file"].read() if form.is_valid() else None


@FORM
def mail_add(request: HttpRequest, number: str = "") -> HttpResponse:
    """Take in a mail from a file: where it belongs by itself, or with the complaint of the address."""
    complaint = workable(request, number) if number else None
    forbid_unless(request.user, *DESK)
    form, status = FileForm(request.POST or None, request.FILES or None), 200
    if request.method == "POST":
        status, form = 422, FileForm(request.POST, request.FILES)
        raw = _uploaded(request, form)
        if raw is not None:
            now = timezone.now()
            try:
                if complaint is not None:
                    services.bring_to(complaint, raw, by=request.user, now=now)
                    toast(request, _("The mail stands with %(number)s.") % {"number": number})
                    return redirect(complaint)
                row = services.bring(raw, by=request.user, now=now)
            except ComplaintError as error:
                form.add_error("file", str(error))
                status = error.status
            else:
                toast(request, row.get_place_display())
                return redirect(row)
    context = {"form": form, "complaint": complaint}
    return render(request, "complaints/mail_add.html", context, status=status)


mail_add.upload_limit = LARGEST  # type: ignore[attr-defined]
