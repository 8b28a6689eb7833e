"""Makes the admin site of `productions.admin_pages.site` the one that models register with."""

from django.contrib.admin.apps import AdminConfig


class StaffrollAdminConfig(AdminConfig):
    default_site = "productions.admin_pages.site.StaffrollSite"
