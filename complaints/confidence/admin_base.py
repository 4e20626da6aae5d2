"""What the Django admin shows of complaints: to nobody what Kring's own pages hide from them."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from complaints.cases.models import Complaint


class OfComplaint:
    """Keeps rows of complaints the reader may see; `complaint_path` leads from a row to its complaint."""

    complaint_path = "complaint"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out what belongs to a complaint the reader may not see."""
        rows = super().get_queryset(request)
        seen = Complaint.objects.visible_to(request.user)
        if self.complaint_path == "pk":
            return rows.filter(pk__in=seen.values("pk"))
        return rows.filter(**{f"{self.complaint_path}__in": seen.values("pk")})
