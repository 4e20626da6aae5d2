"""Log in with a name or an e-mail address."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

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
