"""A credit list in the window of a browser, with three credits of an episode."""

import pytest
from django.urls import reverse
from django.utils import timezone

from productions.catalogue.services.productions import add_episode
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Credit, Role
from productions.people.services.contributors import create_contributor
from tests.acceptance.sheets import open_window

ROLE, NAME, COMPANY, CHARACTER = 1, 2, 3, 4
"""The columns that are typed in."""


@pytest.fixture
def listed_episode(unlocked, production):
    return add_episode(production, number="3", by=None, now=timezone.now())


@pytest.fixture
def listed_rows(production, listed_episode):
    """Three credits of the episode, in the order of its roll."""
    now = timezone.now()
    found = []
    for code, name in (
        ("screenplay", "脚本 一"),
        ("episode_director", "演出 二"),
        ("animation_director", "作監 三"),
    ):
        person = create_contributor(name=name, by=None, now=now)
        row = {"role": Role.objects.get(code=code), "episode": listed_episode, "contributor": person}
        found += enter_credits(production, [row], by=None, now=now)
    return found


@pytest.fixture
def open_list(chromium, live_server, production, listed_episode, listed_rows, staff):
    """Opens the list of the episode for an account of this level."""
    address = reverse("admin:productions_production_credit_list", args=[production.pk])

    def open_for(level, name="", **how):
        return open_window(
            chromium, live_server, staff(level, name), f"{address}?episode={listed_episode.pk}", **how
        )

    return open_for


@pytest.fixture
def list_window(open_list, request):
    """An editor's window, in a language and a width."""
    language, width = getattr(request, "param", ("en", 1280))
    with open_list("editor", language=language, width=width) as found:
        yield found


def list_rows(window):
    """The names of the rows, from above."""
    return window.page.locator(f"[role=gridcell][aria-colindex='{NAME + 1}'] .grid-text").all_inner_texts()


def list_names():
    return sorted(Credit.objects.current().values_list("credited_as", flat=True))
