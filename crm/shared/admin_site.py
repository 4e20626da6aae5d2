"""The Django admin of Kring: for administrators only, behind Kring's own log-in."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from crm.shared.access import Role, has_role


class KringAdminSite(admin.AdminSite):
    """Opens for the role administrator, whatever Django's own flags say."""

    site_header = _("Kring administration")
    site_title = _("Kring administration")
    index_title = _("All records")
    site_url = "/"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Say whether the visitor is an active administrator."""
        return request.user.is_active and has_role(request.user, Role.ADMINISTRATOR)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send strangers to Kring's log-in page; refuse colleagues without the role."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or request.get_full_path())
        if self.has_permission(request):
            return redirect("admin:index")
        raise PermissionDenied(_("The administration is for administrators."))
