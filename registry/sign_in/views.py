"""Signing in and out, and the list of one's sessions."""

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from api.http.throttling import get_client_address
from productions.accounts.services.sign_ins import end_sessions, has_second_factor, record_sign_in_event
from productions.admin_pages.rights import staff_user
from productions.users import access
from registry.sign_in.identity import identity_provider


class SignIn(LoginView):
    """The one door. `next` says where it leads; an address elsewhere never does."""

    template_name = "account/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"identity_provider": identity_provider(self.request)}


class OwnSignIn(IndexView):
    """What leads into one's own account: second factors, sessions, another site's word."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = staff_user(self.request)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        missing = settings.SECOND_FACTOR_REQUIRED and access.needs_second_factor(user)
        return context | {
            "second_factor_missing": missing and not has_second_factor(user),
            "identity_provider": identity_provider(self.request),
        }


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session, or the sign-in that waits for its second factor."""
    if request.user.is_authenticated:
        user = staff_user(request)
        address = get_client_address(request)
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        record_sign_in_event(user, action="signed out", by=user, now=timezone.now(), address=address)
    logout(request)
    return redirect("admin:login")


def list_sessions(request: HttpRequest) -> HttpResponse:
    """Where the account is signed in. Any of them can be ended, or all others at once."""
    user = staff_user(request)
    if request.method == "POST":
        return end_chosen(request)
    sessions = sorted(
        UserSession.objects.purge_and_list(user), key=lambda one: one.last_seen_at, reverse=True
    )
    context = admin.site.each_context(request) | {"title": _("Sessions"), "sessions": sessions}
    return render(request, "usersessions/usersession_list.html", context)


def end_chosen(request: HttpRequest) -> HttpResponse:
    """End the posted session of one's own, or all but this one."""
    user, now = staff_user(request), timezone.now()
    chosen: Any = request.POST.get("session", "")
    if chosen:
        session = UserSession.objects.filter(user=user, pk=chosen if chosen.isdecimal() else 0).first()
        if session is not None:
            record_sign_in_event(user, action="session ended", by=user, now=now)
            if session.is_current():
                session.delete()
                logout(request)
                return redirect("admin:login")
            session.end()
    else:
        end_sessions(user, by=user, now=now)
        # This one goes on, in the new epoch.
        update_session_auth_hash(request, user)
        UserSession.objects.create_from_request(request)
    messages.success(request, _("The sessions are ended."))
    return HttpResponseRedirect(request.path)
