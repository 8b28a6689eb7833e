"""Read the demo with the client that openapi-python-client generates, and print what was read as JSON.

    python read_demo.py http://127.0.0.1:8000

A user's program in small: `scripts/walk_clients` generates the client, checks this file with `mypy --strict`, and runs it.
"""

import json
import sys
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from staffroll_client import AuthenticatedClient
from staffroll_client.api.changes import changes_list
from staffroll_client.api.credits_ import credits_list, credits_retrieve
from staffroll_client.api.productions import productions_coverage_retrieve, productions_list
from staffroll_client.api.releases import releases_list, releases_retrieve
from staffroll_client.models import (
    ChangesOut,
    CoverageOut,
    CreditOut,
    PaginatedCreditOutList,
    PaginatedProductionOutList,
    PaginatedReleaseOutList,
    ProblemOut,
    ReleaseDetail,
)
from staffroll_client.types import UNSET, Unset

Wanted = TypeVar("Wanted")


def require(kind: type[Wanted], answer: object) -> Wanted:
    """The answer, which is of this kind; exits with the problem where the site told one."""
    if not isinstance(answer, kind):
        sys.exit(f"{kind.__name__} was expected, not {answer!r}")
    return answer


def get_cursor(link: str | None) -> str | Unset:
    """What leads to the next page, of its address."""
    return parse_qs(urlsplit(link).query)["cursor"][0] if link else UNSET


def read_layouts(client: AuthenticatedClient, production: UUID) -> list[CreditOut]:
    """The layout credits of a production, from all pages."""
    credits: list[CreditOut] = []
    cursor: str | Unset = UNSET
    while True:
        page = require(
            PaginatedCreditOutList,
            credits_list.sync(
                client=client, production=str(production), role="layout", page_size=50, cursor=cursor
            ),
        )
        credits += page.results
        cursor = get_cursor(page.next_)
        if isinstance(cursor, Unset):
            return credits


def read_generative(client: AuthenticatedClient) -> list[dict[str, object]]:
    """What generative AI was used for, and under whose hands."""
    page = require(PaginatedCreditOutList, credits_list.sync(client=client, ai="generative", page_size=5))
    return [
        {
            "credited_as": credit.credited_as,
            "printed_as": credit.printed_as,
            "absence_reason": credit.absence_reason or None,
            "systems": [use.ai_system.name for use in credit.ai_uses],
            "oversight": [use.oversight for use in credit.ai_uses],
        }
        for credit in page.results
    ]


def read_demo(client: AuthenticatedClient) -> dict[str, object]:
    productions = require(PaginatedProductionOutList, productions_list.sync(client=client))
    (series,) = [each for each in productions.results if each.kind == "series"]
    layouts = read_layouts(client, series.uid)
    entry = require(CreditOut, credits_retrieve.sync(layouts[0].uid, client=client))
    coverage = require(CoverageOut, productions_coverage_retrieve.sync(series.uid, client=client))
    releases = require(PaginatedReleaseOutList, releases_list.sync(client=client))
    release = require(ReleaseDetail, releases_retrieve.sync(releases.results[0].uid, client=client))
    feed = require(ChangesOut, changes_list.sync(client=client, limit=500))
    missing = require(ProblemOut, credits_retrieve.sync(series.uid, client=client))
    return {
        "productions": [each.title for each in productions.results],
        "generative": read_generative(client),
        "layouts": [[credit.cut.number if credit.cut else None, credit.credited_as] for credit in layouts],
        "entry": [str(entry.uid), entry.role.code, entry.role.label_ja, entry.production.year],
        "coverage": [coverage.share, coverage.complete, [each.role.code for each in coverage.roles]],
        "release": [release.number, release.digest, release.issued_at.isoformat()],
        "feed": [feed.last, [[each.seq, each.entity, each.key] for each in feed.results]],
        "missing": [missing.status, missing.title],
    }


if __name__ == "__main__":
    # The generator wants a token wherever one may be given; an empty one reads what anybody may read.
    with AuthenticatedClient(
        base_url=sys.argv[1], token="", prefix="", raise_on_unexpected_status=True
    ) as client:
        print(json.dumps(read_demo(client), ensure_ascii=False))
