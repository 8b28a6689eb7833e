"""What several pages ask the API of a work: whole lists, in pages as long as the API has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from api.pages.reads import iter_entries, read
from api.read.cut_summaries import SUMMARY_PAGES
from api.read.staff import STAFF_PAGES


def iter_staff(
    production: UUID | str, wording: Mapping[str, str], **narrowed: str
) -> Iterator[dict[str, Any]]:
    """Staff rows of a production, of all of it or of the part that is asked for (`episode`, `cut`)."""
    asked = {"page_size": str(STAFF_PAGES.limit), **narrowed, **wording}
    return iter_entries("production-staff", asked, uid=production)


def iter_cuts(name: str, uid: UUID | str, wording: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Summaries of cuts from the API's address `name`, in the order of the film."""
    return iter_entries(name, {"page_size": str(SUMMARY_PAGES.limit), **wording}, uid=uid)


def list_cut_summaries(
    cut: dict[str, Any], wording: Mapping[str, str], **narrowed: str
) -> list[dict[str, Any]]:
    """Summaries of a cut's episode or, outside episodes, of its work, as far as they are asked for (`uid`, `around`): one page."""
    place = "production" if cut["episode"] is None else "episode"
    rows: list[dict[str, Any]] = read(
        f"{place}-cut-summaries", {**narrowed, **wording}, uid=cut[place]["uid"]
    )["results"]
    return rows
