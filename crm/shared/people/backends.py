"""Log in with a name or an e-mail address."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from crm.shared.access import Role, has_role, role_columns
from crm.shared.people.models import User


class NameOrEmailBackend(ModelBackend):
    """Accepts the e-mail address in the place of the log-in name."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kw: Any,
    ) -> Any:
        """Return the user whose name, or only e-mail address, and password fit."""
        if username:
            username = User.objects.name_behind(username)
        return super().authenticate(request, username=username, password=password, **kw)

    def get_user(self, user_id: int) -> Any:
        """Return the colleague of a session together with team and roles, in one query."""
        users = User.objects.select_related("team").annotate(**role_columns())
        user = users.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Say that administrators may do all Django asks about, and nobody else anything."""
        return user_obj.is_active and has_role(user_obj, Role.ADMINISTRATOR)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Show every app in the Django admin to administrators."""
        return self.has_perm(user_obj, app_label)
