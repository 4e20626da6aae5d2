"""The files of an account."""

from django.db.models import Value
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from crm.shared.files.models import StoredFile
from crm.shared.lists import list_response
from customers.accounts.models import Account
from customers.files.lists import FILES


@require_safe
def account_files(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the files of an account, of its contact moments and of its deals; add more."""
    account = get_object_or_404(Account.objects.visible_to(request.user), pk=pk)
    may_change = Account.objects.is_editable_by(request.user, account)
    files = StoredFile.objects.visible_to(request.user).of_account(account.pk)
    return list_response(
        request,
        FILES,
        files.select_related("uploaded_by").annotate(may_change=Value(may_change)),
        template="files/account_files.html",
        fragment="files/_file_table.html",
        context={
            "account": account,
            "may_change": may_change,
            "kind": "account",
            "owner_id": account.pk,
        },
    )
