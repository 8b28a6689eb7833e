"""How often a sign-in may fail: by address and by account, counted where the API's requests are (`api.http.throttling`).

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

from api.http.throttling import (
    RatePolicy,
    RateStatus,
    get_address_key,
    get_client_address,
    get_counter,
    get_redis_url,
    record_hit,
)

ADDRESS_POLICY = RatePolicy("sign-in-address", 30, 15 * 60)
"""A studio's staff may share one address."""
ACCOUNT_POLICY = RatePolicy("sign-in-account", 10, 15 * 60)

View = Callable[..., HttpResponse]


def limit_attempts(view: Any) -> View:
    """Answer 429 in place of `view` when too many posts to such views have failed."""

    @wraps(view, updated=())
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer
        attempts = list_counted_keys(request)
        standings = [record_hit(policy, who) for policy, who in attempts]
        if not all(standing.allowed for standing in standings):
            return respond_too_many(request, standings)
        answer = view(request, *args, **kwargs)
        if has_succeeded(answer):
            for policy, who in attempts:
                get_counter(get_redis_url()).take_back(policy.key(who))
        return answer

    return limited


def list_counted_keys(request: HttpRequest) -> list[tuple[RatePolicy, str]]:
    """Under what an attempt counts: its address, and the account that it is about."""
    keys = [(ADDRESS_POLICY, get_address_key(get_client_address(request)))]
    if account := get_tried_account(request):
        keys.append((ACCOUNT_POLICY, account))
    return keys


def get_tried_account(request: HttpRequest) -> str:
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


def respond_too_many(request: HttpRequest, standings: list[RateStatus]) -> HttpResponse:
    """429 with the time after which it is worth while."""
    seconds = max(standing.reset for standing in standings if not standing.allowed)
    page = render(request, "sign_in/too_many.html", {"minutes": -(-seconds // 60)}, status=429)
    page.headers["Retry-After"] = str(seconds)
    return page
