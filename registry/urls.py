"""Addresses: the admin, the public API, health."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.sitemaps import views as sitemap_views
from django.urls import include, path
from django.views.decorators.http import require_safe

from api.pages.home_page import lead_home
from api.pages.issue_page import find_issue
from api.pages.oembed import embed_page
from api.pages.sitemaps import SITEMAPS, show_robots
from productions.accounts.admin.users import change_own_password
from productions.admin_pages.pickers import offer_choices
from productions.desk.admin.all_records import show_all_records
from productions.desk.admin.index import open_index
from productions.saved_views.admin import change_views
from registry.readiness import ready
from registry.sign_in.invitations import join_production, open_link
from registry.sign_in.limits import limit_attempts
from registry.views import check_health, show_security_contact

# Rights come from memberships; a group changed here would leave no event in the ledger. What django-allauth keeps is
# its user's own: secrets of second factors, sessions with addresses, other sites' names for an account.
for model in (Group, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken):
    admin.site.unregister(model)

urlpatterns = [
    path("", lead_home, name="home"),
    path("admin/password_change/", admin.site.admin_view(limit_attempts(change_own_password))),
    path("admin/", admin.site.admin_view(open_index)),
    path("admin/records/", admin.site.admin_view(show_all_records), name="records"),
    path("admin/saved-views/", admin.site.admin_view(change_views), name="saved-views"),
    path("admin/autocomplete/", admin.site.admin_view(offer_choices)),
    path("admin/", include("registry.sign_in.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("api.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("invitations/", limit_attempts(join_production), name="join"),
    path("invitations/<str:secret>/", open_link, name="invitation"),
    path("healthz", check_health, name="health"),
    path("readyz", ready, name="ready"),
    path(".well-known/security.txt", show_security_contact, name="security-contact"),
    path("robots.txt", show_robots, name="robots"),
    path(
        "sitemap.xml",
        require_safe(sitemap_views.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"},
        name="sitemap-index",
    ),
    path(
        "sitemaps/<section>.xml", require_safe(sitemap_views.sitemap), {"sitemaps": SITEMAPS}, name="sitemap"
    ),
    path("oembed", embed_page, name="oembed"),
    path("r/<slug:digest>", find_issue, name="issue-by-digest"),
    *i18n_patterns(path("", include("api.pages.urls"))),
]
handler403 = "registry.views.permission_denied"
handler404 = "registry.views.page_not_found"
handler500 = "registry.views.server_error"
