"""How often a sign-in may fail: by address and by account, counted where the API's requests are (`api.throttling`).

An attempt counts when it begins and is taken back when it succeeds, so that attempts made side by side count as well.
The account is counted across all addresses. Passkeys name no account before they are proved: they count by address.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.stagekit import unstash_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from api.throttling import (
    Policy,
    Standing,
    address_key,
    client_address,
    counter_at,
    shared_url,
    take_standing,
)

BY_ADDRESS = Policy("sign-in-address", 30, 15 * 60)
"""A studio's staff may share one address."""
BY_ACCOUNT = Policy("sign-in-account", 10, 15 * 60)

View = Callable[..., HttpResponse]


def limit_attempts(view: Any) -> View:
    """Answer 429 in place of `view` when too many posts to such views have failed."""

    @wraps(view, updated=())
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer
        attempts = counted_keys(request)
        standings = [take_standing(policy, who) for policy, who in attempts]
        if not all(standing.allowed for standing in standings):
            return too_many(request, standings)
        answer = view(request, *args, **kwargs)
        if has_succeeded(answer):
            for policy, who in attempts:
                counter_at(shared_url()).take_back(policy.key(who))
        return answer

    return limited


def counted_keys(request: HttpRequest) -> list[tuple[Policy, str]]:
    """Under what an attempt counts: its address, and the account that it is about."""
    keys = [(BY_ADDRESS, address_key(client_address(request)))]
    if account := account_of(request):
        keys.append((BY_ACCOUNT, account))
    return keys


def account_of(request: HttpRequest) -> str:
    """The name of the account that somebody tries to get into: signed in, half way, or as it was typed."""
    if request.user.is_authenticated:
        return request.user.get_username().casefold()
    login = unstash_login(request, peek=True)
    if login is not None and login.user is not None:
        return str(login.user.get_username()).casefold()
    return request.POST.get("username", "").strip().casefold()[:150]


def has_succeeded(answer: HttpResponse) -> bool:
    """A form that is refused comes again, or leads back to the sign-in page; what is done leads somewhere else."""
    location = answer.headers.get("Location", "").partition("?")[0]
    return answer.status_code == 302 and location != reverse("admin:login")


def too_many(request: HttpRequest, standings: list[Standing]) -> HttpResponse:
    """429 with the time after which it is worth while."""
    seconds = max(standing.reset for standing in standings if not standing.allowed)
    page = render(request, "sign_in/too_many.html", {"minutes": -(-seconds // 60)}, status=429)
    page.headers["Retry-After"] = str(seconds)
    return page
