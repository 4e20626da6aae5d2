"""See a survey's mail before anybody gets it: a preview, and a test to yourself. Neither can be answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from crm.shared.access import Role, forbid_unless
from crm.shared.mail import services as outbox
from crm.shared.mail.views import MAIL_POLICY
from crm.shared.organisation.services import get_organisation
from crm.shared.people.models import Language
from surveys.campaigns.models import Survey
from surveys.nps.score import SCORES
from surveys.sending.mail import TEST_MAIL, sample


def _managed(request: HttpRequest, pk: int) -> Survey:
    forbid_unless(request.user, Role.MANAGER)
    rows = Survey.objects.editable_by(request.user).select_related("wording", "named_contact")
    return get_object_or_404(rows, pk=pk)


def _language(request: HttpRequest) -> str:
    asked = request.POST.get("lang") or request.GET.get("lang")
    return asked if asked in Language.values else get_organisation().language


@require_safe
def survey_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the mail and the question in a language; nothing on it can be sent or answered."""
    survey, language = _managed(request, pk), _language(request)
    wording, name = survey.wording, get_organisation().name
    written = sample(survey, to=request.user, language=language)
    parts: dict[str, Any] = {
        part: wording.text(part, language, name)
        for part in ("question", "improve", "keep", "lowest", "highest")
    }
    context = {
        "survey": survey,
        "language": language,
        "languages": Language.choices,
        "mail": written,
        "scores": SCORES,
        **parts,
    }
    return render(request, "surveys/survey_preview.html", context)


@require_safe
@xframe_options_sameorigin
def preview_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the formatted mail in a sandbox of its own, without a single link in it."""
    survey = _managed(request, pk)
    written = sample(survey, to=request.user, language=_language(request))
    response = HttpResponse(written.html)
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


@require_POST
def survey_test(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the mail to yourself; it is no invitation and leaves at any hour."""
    survey, language = _managed(request, pk), _language(request)
    if not request.user.email:
        messages.error(request, _("Your account has no e-mail address."))
    else:
        outbox.queue(
            TEST_MAIL,
            object_id=survey.pk,
            to=request.user.email,
            language=language,
            now=timezone.now(),
        )
        messages.success(request, _("A test is on its way to %(to)s.") % {"to": request.user.email})
    return redirect("surveys:preview", survey.pk)
