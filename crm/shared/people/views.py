"""Pages of colleagues about themselves: log in and out, profile, language, theme, password."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash, views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from crm.shared.errors import Refusal
from crm.shared.people import services
from crm.shared.people.addresses import client_address, safe_next
from crm.shared.people.forms import (
    AbsenceForm,
    LanguageForm,
    LoginForm,
    NewPasswordForm,
    OwnPasswordForm,
    ProfileForm,
    ResetForm,
    ThemeForm,
)
from crm.shared.people.hooks import profile_sections
from crm.shared.people.resets import may_ask, request_reset

PAGE_WITH_FORM = require_http_methods(["GET", "HEAD", "POST"])


class AnswersInvalidForms:
    """Answers 422 with the same page when a form does not hold."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again with what was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(PAGE_WITH_FORM, name="dispatch")
class LoginView(AnswersInvalidForms, views.LoginView):
    """Lets a colleague in; a new session begins."""

    form_class = LoginForm
    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """Start the clock of the session's absolute age."""
        response = super().form_valid(form)
        self.request.session["started_at"] = int(timezone.now().timestamp())
        return response


@method_decorator(PAGE_WITH_FORM, name="dispatch")
class ResetConfirmView(AnswersInvalidForms, views.PasswordResetConfirmView):
    """Takes a new password by the link from a mail; the link works once."""

    form_class = NewPasswordForm
    template_name = "registration/reset_confirm.html"
    success_url = reverse_lazy("people:password_reset_complete")

    def form_valid(self, form: Any) -> HttpResponse:
        """Save it with an audit row."""
        response = super().form_valid(form)
        services.note_password_change(form.user, by=form.user)
        return response


@require_POST
@login_not_required
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("people:login")


def _profile_page(
    request: HttpRequest,
    profile: ProfileForm | None = None,
    absence: AbsenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = request.user
    initial = {
        "absent_from": user.absent_from,
        "absent_until": user.absent_until,
        "deputy": user.deputy_id,
    }
    context = {
        "form": profile or ProfileForm(instance=user),
        "absence_form": absence or AbsenceForm(initial=initial, user=user),
        "sections": profile_sections(request),
    }
    return render(request, "people/profile.html", context, status=status)


@PAGE_WITH_FORM
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change one's own profile."""
    if request.method != "POST":
        return _profile_page(request)
    colleague = services.fresh(request.user)
    form = ProfileForm(request.POST, instance=services.fresh(request.user))
    if not form.is_valid():
        return _profile_page(request, profile=form, status=422)
    services.change_profile(colleague, by=request.user, **form.cleaned_data)
    with translation.override(form.cleaned_data["language"]):
        messages.success(request, _("Your profile is saved."))
    return redirect("people:profile")


@require_POST
def absence(request: HttpRequest) -> HttpResponse:
    """Say when one is away and who stands in."""
    form = AbsenceForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            services.set_absence(request.user, by=request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(request, _("Your absence is saved."))
            return redirect("people:profile")
    return _profile_page(request, absence=form, status=422)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Switch between light and dark."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return HttpResponse(_("Choose one of the themes."), status=422)
    services.change_profile(request.user, by=request.user, theme=form.cleaned_data["theme"])
    return redirect(safe_next(request))


@require_POST
@login_not_required
def language(request: HttpRequest) -> HttpResponse:
    """Switch language: a colleague's is stored, a visitor's is kept in a cookie."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return HttpResponse(_("Choose one of the languages."), status=422)
    chosen = form.cleaned_data["language"]
    response = redirect(safe_next(request))
    if request.user.is_authenticated:
        services.change_profile(request.user, by=request.user, language=chosen)
    else:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response


@sensitive_post_parameters()
@PAGE_WITH_FORM
def password_change(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session of the colleague ends."""
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, form.user)
        services.note_password_change(form.user, by=request.user)
        messages.success(
            request, _("Your password is changed. You are logged out everywhere else.")
        )
        return redirect("people:profile")
    status = 422 if request.method == "POST" else 200
    return render(request, "people/password_change.html", {"form": form}, status=status)


@PAGE_WITH_FORM
@login_not_required
def password_reset(request: HttpRequest) -> HttpResponse:
    """Send a password link; the answer is the same whether the address is known or not."""
    form = ResetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        if not may_ask(form.cleaned_data["email"], client_address(request), now):
            return render(request, "people/locked.html", {"what": "reset"}, status=429)
        request_reset(form.cleaned_data["email"], now)
        return redirect("people:password_reset_sent")
    status = 422 if request.method == "POST" else 200
    return render(request, "registration/reset.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD"])
@login_not_required
def password_reset_sent(request: HttpRequest) -> HttpResponse:
    """Say that a link is on its way when the address is known."""
    return render(request, "registration/reset_sent.html")


@require_http_methods(["GET", "HEAD"])
@login_not_required
def password_reset_complete(request: HttpRequest) -> HttpResponse:
    """Say that the new password works."""
    return render(request, "registration/reset_complete.html")
