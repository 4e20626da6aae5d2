"""What a load balancer asks: is the process alive, and can it work."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from crm.shared.health.state import trouble


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is alive; asks nothing of anybody."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether pages can be served: 503 while the database is away or misses migrations."""
    reason = trouble()
    return HttpResponse(
        f"{reason or 'ok'}\n", content_type="text/plain", status=503 if reason else 200
    )
