"""Django's admin as an app of Kring."""

from django.contrib.admin.apps import AdminConfig


class KringAdminConfig(AdminConfig):
    """Makes Kring's admin the default one."""

    default_site = "crm.shared.admin_site.KringAdminSite"
