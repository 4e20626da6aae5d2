"""Colleagues, teams and roles in the Django admin, through the same services as Kring's pages."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.shared.access import Role
from crm.shared.admin_base import KringAdmin, ServiceOwnedAdmin
from crm.shared.audit.services import record
from crm.shared.errors import Refusal
from crm.shared.people import services
from crm.shared.people.models import Team, User


class RolesMixin(forms.ModelForm):
    """Asks for roles instead of groups and permissions."""

    roles = forms.MultipleChoiceField(
        label=_("roles"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a role a colleague can log in and sees no accounts."),
    )


class UserForm(RolesMixin, UserChangeForm):
    """Changes a colleague."""

    class Meta:
        model = User
        fields = [
            "username",
            "first_name",
            "last_name",
            "email",
            "job_title",
            "team",
            "language",
            "is_active",
            "absent_from",
            "absent_until",
            "deputy",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].initial = list(self.instance.groups.values_list("name", flat=True))

    def clean(self) -> dict[str, Any]:
        """Refuse to leave the organisation without an administrator."""
        data = super().clean() or self.cleaned_data
        stays = data.get("is_active") and Role.ADMINISTRATOR.value in data.get("roles", [])
        if not stays:
            try:
                services.refuse_without_administrator(self.instance)
            except Refusal as refusal:
                self.add_error("roles", refusal.sentence)
        return data


class NewUserForm(RolesMixin, AdminUserCreationForm):
    """Adds a colleague with a password and roles."""

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "team", "language"]


@admin.register(User)
class UserAdmin(KringAdmin, DjangoUserAdmin):
    """Adds and changes colleagues; nobody is deleted, because their work keeps their name."""

    form = UserForm
    add_form = NewUserForm
    list_display = ("username", "display_name", "email", "team", "role_names", "is_active")
    list_filter = ("is_active", "groups", "team")
    list_select_related = ("team",)
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    filter_horizontal = ()
    autocomplete_fields = ("deputy",)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active", "roles", "team")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "job_title", "language")}),
        (_("Absence"), {"fields": ("absent_from", "absent_until", "deputy")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2", "roles")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "team", "language")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: a colleague who leaves is made inactive."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Read the roles with the list."""
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def role_names(self, user: User) -> str:
        """Name the roles of a colleague."""
        labels = dict(Role.choices)
        return ", ".join(str(labels.get(g.name, g.name)) for g in user.groups.all())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the person; team, access and roles go through their services."""
        if not change:
            super().save_model(request, obj, form, change)
        else:
            stored = User.objects.get(pk=obj.pk)
            team, active = obj.team, obj.is_active
            obj.team, obj.is_active = stored.team, stored.is_active
            obj.save()
            if form.changed_data:
                record("edit", obj, by=request.user, changes=form.changed_data)
            services.move_user_to_team(obj, team, by=request.user, now=timezone.now())
            services.set_active(obj, active, by=request.user, checked=True)
        services.set_roles(obj, form.cleaned_data["roles"], by=request.user, checked=True)


@admin.register(Team)
class TeamAdmin(KringAdmin):
    """Adds and changes teams; a team with members cannot be deleted."""

    list_display = ("name", "manager", "member_count")
    list_select_related = ("manager",)
    search_fields = ("name",)
    autocomplete_fields = ("manager",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the members with the list."""
        return super().get_queryset(request).annotate(members_now=Count("members"))

    @admin.display(description=_("colleagues"))
    def member_count(self, team: Any) -> int:
        """Return how many colleagues are in the team."""
        return team.members_now

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow for an empty team only: accounts of a team follow its members."""
        return obj is not None and not obj.members.exists()


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(ServiceOwnedAdmin):
    """Shows the four roles; they are made by a migration and given on a colleague's page."""

    list_display = ("name",)
    fields = ("name",)
