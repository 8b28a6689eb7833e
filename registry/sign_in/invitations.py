"""The page behind an invitation's link. The secret is in the link alone: the page itself has an address without it."""

from typing import Any

from django import forms
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from api.http.throttling import get_client_address
from productions.accounts.services.invitations import accept_invitation, find_invitation, is_acceptable
from productions.accounts.services.sign_ins import record_sign_in_event
from productions.admin_pages.forms import show_refusal
from productions.admin_pages.rights import staff_user
from productions.models import Invitation, Membership
from productions.shared.refusals import Refusal

SESSION_KEY = "invitation"
"""Where the session keeps which invitation is looked at: its key, never its secret."""


class NewAccountForm(forms.Form):
    """What somebody new chooses; the rules are the verb's."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    last_name = forms.CharField(label=gettext_lazy("Family name"), max_length=150, required=False)
    first_name = forms.CharField(label=gettext_lazy("Given name"), max_length=150, required=False)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("At least 12 characters, and no common password."),
    )


@never_cache
def open_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Keep which invitation it is, and go on to an address that can be shown, kept and sent to."""
    invitation = find_invitation(secret, now=timezone.now())
    if invitation is None:
        return refuse_ended_link(request)
    request.session[SESSION_KEY] = invitation.pk
    response = redirect("join")
    # This address alone has the secret. The page that follows keeps the site's policy: under `no-referrer` browsers
    # send a form with the origin `null`, which Django refuses.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
def join_production(request: HttpRequest) -> HttpResponse:
    """Join with the account that is signed in, or choose a user name and a password."""
    invitation = (
        Invitation.objects.select_related("production", "invited_by")
        .filter(pk=request.session.get(SESSION_KEY, 0))
        .first()
    )
    if invitation is None or not is_acceptable(invitation, timezone.now()):
        return refuse_ended_link(request)
    signed_in = request.user.is_authenticated
    form = NewAccountForm(request.POST if request.method == "POST" and not signed_in else None)
    refusals: list[str] = []
    if request.method == "POST" and (signed_in or form.is_valid()):
        try:
            member = accept_and_sign_in(request, invitation, {} if signed_in else form.cleaned_data)
        except Refusal as refusal:
            show_refusal(form, refusal) if not signed_in else refusals.extend(refusal.reasons)
        else:
            del request.session[SESSION_KEY]
            return redirect("admin:productions_production_overview", member.production_id)
    context = {"title": _("Invitation"), "invitation": invitation, "form": form, "refusals": refusals}
    return render(request, "sign_in/join.html", context)


def accept_and_sign_in(request: HttpRequest, invitation: Invitation, chosen: dict[str, Any]) -> Membership:
    """Accept, and sign a new account in: who just chose a password need not type it again."""
    by, now = staff_user(request) if request.user.is_authenticated else None, timezone.now()
    member = accept_invitation(invitation, by=by, now=now, **chosen)
    if by is None:
        login(request, member.user)
        record_sign_in_event(
            member.user, action="signed in", by=member.user, now=now,
            address=get_client_address(request), values={"with": "invitation"},
        )  # fmt: skip
    return member


def refuse_ended_link(request: HttpRequest) -> HttpResponse:
    """One answer to links that were used, revoked, too old, or never made."""
    raise PermissionDenied(_("This invitation has ended; ask for another one."))
