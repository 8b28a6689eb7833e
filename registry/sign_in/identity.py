"""OpenID Connect, for those who have it: another site says who somebody is, and opens only accounts that there are."""

from __future__ import annotations

import logging
from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from api.http.throttling import get_client_address
from productions.accounts.services.sign_ins import record_sign_in_event
from productions.admin_pages.rights import staff_user
from productions.models import User

log = logging.getLogger(__name__)


def provider_settings() -> dict[str, Any]:
    """The one provider of this site; empty where there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return dict(apps[0]) if apps else {}


def identity_provider(request: HttpRequest) -> dict[str, object] | None:
    """The provider as pages name it, and whether the account is connected; None where none is configured."""
    found = provider_settings()
    if not found:
        return None
    user: Any = request.user
    return {
        "name": found["name"],
        "address": reverse("openid_connect_login", args=[found["provider_id"]]),
        "connected": user.is_authenticated and SocialAccount.objects.filter(user=user).exists(),
    }


@require_POST
def start_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """On to the provider. By a page of ours: browsers hold a form's redirect to the policy of its `form-action`."""
    try:
        response: HttpResponse = views.login(request, provider_id=provider_id)
    except (requests.RequestException, ValueError, KeyError) as error:
        log.warning("The OpenID provider does not answer: %s", error)
        return report_failed_login(request)
    if response.status_code != 302:
        return response
    name = provider_settings()["name"]
    return render(request, "sign_in/leaving.html", {"address": response.headers["Location"], "name": name})


def finish_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """What the provider answered."""
    response: HttpResponse = views.callback(request, provider_id=provider_id)
    return response


def report_failed_login(request: HttpRequest) -> HttpResponse:
    """Back to the door, with one sentence that is the same whatever went wrong; the log knows more."""
    messages.error(
        request, _("The other site did not say who you are. Try again, or sign in with your password.")
    )
    return redirect("admin:login")


@require_POST
def disconnect_account(request: HttpRequest) -> HttpResponse:
    """The provider's word opens this account no more."""
    user = staff_user(request)
    for account in SocialAccount.objects.filter(user=user):
        account.delete()
        record_connection(request, user, "sign-in disconnected")
    return redirect("mfa_index")


def record_connection(request: HttpRequest, user: User, action: str) -> None:
    record_sign_in_event(
        user, action=action, by=user, now=timezone.now(),
        address=get_client_address(request), values={"with": provider_settings().get("name", "")},
    )  # fmt: skip


class ConnectionAdapter(DefaultSocialAccountAdapter):
    """Matches accounts by a connection that was made before, or by an address that the provider has verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect an account of the same verified address at its first sign-in. Two of them are nobody's.

        Addresses of accounts are set by superusers, so nobody takes another one's for themselves.
        """
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        addresses = {
            address.email for address in sociallogin.email_addresses if address.verified and address.email
        }
        if len(addresses) != 1:
            return
        users = list(User.objects.filter(email__iexact=addresses.pop(), is_active=True, is_staff=True)[:2])
        if len(users) == 1:
            sociallogin.user = sociallogin.account.user = users[0]
            sociallogin.account.save()
            record_connection(request, users[0], "sign-in connected")

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        log.warning("OpenID sign-in failed: %s %s", kwargs.get("error"), kwargs.get("exception"))
        raise ImmediateHttpResponse(report_failed_login(request))
