"""Products are kept here; deals and orders are shown, their services own the rules."""

from django.contrib import admin

from crm.shared.admin_base import HistoryAdmin, KringAdmin, ReadOnlyInline, ServiceOwnedAdmin
from customers.deals.models import Deal, DealMove, Order, Product


@admin.register(Product)
class ProductAdmin(KringAdmin):
    """Keeps what we sell."""

    list_display = ["name", "group", "price", "margin", "is_active"]
    list_filter = ["is_active", "group"]
    search_fields = ["name", "group"]


class DealMoveInline(ReadOnlyInline):
    """Shows the steps a deal made."""

    model = DealMove
    fk_name = "deal"


@admin.register(Deal)
class DealAdmin(ServiceOwnedAdmin):
    """Shows deals, the newest first."""

    list_display = ["title", "account", "state", "stage", "amount", "expected_close", "owner"]
    list_filter = ["state", "stage", "loss_reason"]
    list_select_related = ["account", "stage", "owner"]
    search_fields = ["title", "account__name", "external_ref"]
    inlines = [DealMoveInline]


@admin.register(DealMove)
class DealMoveAdmin(HistoryAdmin):
    """Shows the steps of deals."""

    list_display = ["moved_at", "deal", "from_stage", "to_stage", "to_state", "moved_by"]
    list_filter = ["to_state"]
    list_select_related = ["deal", "from_stage", "to_stage", "moved_by"]
    search_fields = ["deal__title"]


@admin.register(Order)
class OrderAdmin(ServiceOwnedAdmin):
    """Shows orders, the newest first."""

    list_display = ["ordered_on", "account", "amount", "product_group", "source", "external_ref"]
    list_filter = ["source"]
    list_select_related = ["account"]
    search_fields = ["account__name", "external_ref", "description"]
