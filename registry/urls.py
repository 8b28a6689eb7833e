"""Addresses: the admin, the public API, health."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path
from django.views.generic import RedirectView

from productions.admin.accounts import change_own_password
from registry.views import health

# Rights come from memberships; a group changed here would leave no event in the ledger.
admin.site.unregister(Group)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="docs")),
    path("admin/password_change/", admin.site.admin_view(change_own_password)),
    path("admin/", admin.site.urls),
    path("api/v1/", include("api.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("healthz", health, name="health"),
]
handler404 = "registry.views.not_found"
handler500 = "registry.views.server_error"
