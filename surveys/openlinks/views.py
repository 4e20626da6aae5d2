"""The public links of a survey, their QR codes for print, and what came in by them."""

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from crm.shared.access import Role, forbid_unless, has_role
from crm.shared.organisation.services import get_organisation
from crm.shared.tokens import token_for
from customers.formwork import attempt, status_of
from surveys.campaigns.models import Survey
from surveys.errors import SurveyError
from surveys.nps.figures import NOBODY
from surveys.nps.score import Counts
from surveys.nps.shown import Score
from surveys.openlinks.forms import OpenLinkForm
from surveys.openlinks.models import OPEN_TOKEN, OpenLink
from surveys.openlinks.services import close_link, comments_of, open_link, scores_by_link

COMMENTS_SHOWN = 20


def address_of(link: OpenLink) -> str:
    """Give the full address of a public link."""
    path = reverse("answer:open", args=[token_for(link, OPEN_TOKEN)])
    return f"{settings.SITE_URL}{path}"


def qr_code(address: str) -> SafeString:
    """Draw an address as a QR code that survives a coffee stain (15 % may be lost)."""
    code = segno.make(address, error="m", micro=False)
    # made of digits by the library; the address stands in it as dots only
    return mark_safe(code.svg_inline(scale=6, border=2, svgclass="k-qr", lineclass=None))  # noqa: S308


@require_safe
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a survey's public links with what came in by each."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=pk)
    return _page(request, survey, OpenLinkForm())


@require_POST
def link_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a public link."""
    forbid_unless(request.user, Role.MANAGER)
    survey = get_object_or_404(Survey.objects.editable_by(request.user), pk=pk)
    form, now = OpenLinkForm(request.POST), timezone.now()
    if form.is_valid() and attempt(
        form, lambda: open_link(survey, **form.cleaned_data, by=request.user, now=now)
    ):
        messages.success(request, _("The link works. Print it or copy its address."))
        return redirect("openlinks:list", survey.pk)
    return _page(request, survey, form)


def _page(request: HttpRequest, survey: Survey, form: OpenLinkForm) -> HttpResponse:
    may_manage = has_role(request.user, Role.MANAGER)
    found = list(survey.open_links.all())
    counted = scores_by_link(survey)
    rows = [
        {
            "link": link,
            "address": address_of(link) if may_manage else "",
            "live": link.token_is_live(timezone.now()),
            "score": Score(link.source, Counts.of_distribution(counted.get(link.pk, NOBODY)), ""),
        }
        for link in found
    ]
    everyone = sum((row["score"].counts for row in rows), Counts())
    context = {
        "survey": survey,
        "rows": rows,
        "all": Score("", everyone, ""),
        "comments": comments_of(survey)[:COMMENTS_SHOWN],
        "form": form if may_manage else None,
    }
    return render(request, "surveys/open_links.html", context, status=status_of(form))


@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a public link as a QR code with the question, made for print."""
    forbid_unless(request.user, Role.MANAGER)
    link = get_object_or_404(
        OpenLink.objects.editable_by(request.user).select_related("survey__wording"), pk=pk
    )
    address = address_of(link)
    context = {
        "link": link,
        "address": address,
        "code": qr_code(address),
        "question": link.survey.wording.text("question", link.language, get_organisation().name),
    }
    return render(request, "surveys/open_poster.html", context)


@require_POST
def link_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a public link."""
    forbid_unless(request.user, Role.MANAGER)
    link = get_object_or_404(
        OpenLink.objects.editable_by(request.user).select_related("survey"), pk=pk
    )
    try:
        close_link(link, by=request.user, now=timezone.now())
        messages.success(request, _("The link is closed; its answers stay."))
    except SurveyError as error:
        messages.error(request, error.sentence)
    return redirect("openlinks:list", link.survey_id)
