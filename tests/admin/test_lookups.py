"""No list in the admin tells by its address what no page shows: it is narrowed by its own filters and what rows belong to."""

import pytest
from django.contrib import admin
from django.urls import reverse

from productions.admin_pages.base import VerbAdmin
from productions.admin_pages.lists import NARROWING_FIELDS


def lists():
    return [each for each in admin.site._registry.values() if isinstance(each, VerbAdmin)]


@pytest.mark.parametrize("each", lists(), ids=lambda each: each.opts.model_name)
def test_no_other_column_narrows_a_list(each, client, boss, rf):
    client.force_login(boss)
    request = rf.get("/")
    request.user = boss
    filters = [name for name in each.get_list_filter(request) if isinstance(name, str)]
    allowed = {name.split("__")[0] for name in (*filters, *NARROWING_FIELDS)}
    fields = {field.name for field in each.opts.get_fields(include_hidden=True)} - allowed
    for name in sorted(fields):
        for suffix in ("", "__exact", "__startswith", "__isnull", "__id__exact", "__uid__contains"):
            lookup = f"{name}{suffix}"
            assert each.lookup_allowed(lookup, "x", request) == (lookup in each.own_lookups), lookup
    for name in sorted(allowed):
        assert not each.lookup_allowed(f"{name}__seal_key__regex", "x", request), name
        assert not each.lookup_allowed(f"{name}__startswith", "x", request), name


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("credit", "withheld_as__credited_as__startswith=x"), ("release", "document__contains=x"),
        ("contributor", "wishes__isnull=False"), ("production", "seal_key__regex=x"), ("export", "document__contains=x"),
    ],
)  # fmt: skip
def test_what_is_asked_so_is_refused(client, boss, page, asked):
    client.force_login(boss)
    assert client.get(reverse(f"admin:productions_{page}_changelist") + f"?{asked}").status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "contributor/abc/wish",
        "contributor/abc/merge",
        "credit/abc/withhold",
        "wish/abc/end",
        "release/abc/whole",
        "credit/abc/history",
        "credit/abc/declare-ai",
        "production/abc/issue",
        "production/abc/ai",
    ],
)
def test_an_address_without_an_entry_is_a_404(client, boss, address):
    client.force_login(boss)
    answer = client.get(f"/admin/productions/{address}/")
    assert answer.status_code in (302, 404)
