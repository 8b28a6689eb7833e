"""What a page says to machines: JSON-LD in the words of schema.org, from the same answers of the API as the page itself.

Terms: `Role` (https://schema.org/Role) stands between a work and whoever did it; `digitalSourceType` has the IPTC's own addresses.
Who asked not to be named is counted on the page and is nothing here; other gaps are roles with the reason in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from api.pages.ai_story import AIUseLine
from api.pages.roll_rows import DepartmentPart
from api.pages.template_filters import get_contributor_address, get_word
from productions.shared.choices import AbsenceReason, ContributorKind, ProductionKind

LinkedData = dict[str, Any]
CONTEXT = {"@context": "https://schema.org"}
WORK_TYPES: Mapping[str, str] = {
    ProductionKind.SERIES: "TVSeries",
    ProductionKind.FILM: "Movie",
    ProductionKind.SHORT: "Movie",
    ProductionKind.MUSIC_VIDEO: "MusicVideoObject",
    ProductionKind.GAME_CINEMATIC: "Clip",
}
"""A special and an advertisement have no type of their own: they are creative works."""
MARKUP = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What would end the element that the data stands in, or a line of JavaScript."""


def write_linked_data(described: LinkedData) -> SafeString:
    """The text of a `<script type="application/ld+json">`."""
    text = orjson.dumps(CONTEXT | described).decode()
    return mark_safe(text.translate(MARKUP))


def describe_linked_work(
    request: HttpRequest,
    production: dict[str, Any],
    staff: Iterable[DepartmentPart],
    ai_lines: Iterable[AIUseLine],
    address: str,
) -> LinkedData:
    """A production with everybody on its roll."""
    titles = [title["text"] for title in production["titles"] if title["text"] != production["title"]]
    sources = dict.fromkeys(line.first["source_type_uri"] for line in ai_lines)
    return drop_unknown(
        {
            "@type": WORK_TYPES.get(production["kind"], "CreativeWork"),
            "@id": address,
            "url": address,
            "name": production["title"],
            "alternateName": titles,
            "datePublished": production["released_on"] or (production["year"] and str(production["year"])),
            "contributor": [role for part in staff for role in list_roles(request, part)],
            "digitalSourceType": list(sources),
        }
    )


def list_roles(request: HttpRequest, part: DepartmentPart) -> Iterable[LinkedData]:
    """The roles of a department, one for each person."""
    for line in part.lines:
        for row in line.rows:
            if row["absence_reason"] == AbsenceReason.WITHHELD_BY_CONTRIBUTOR:
                continue
            role = {"@type": "Role", "roleName": line.role["label"]}
            if row["contributor"] is None:
                yield role | {"description": get_word(row["absence_reason"], "absence-reason")}
                continue
            credited = " / ".join(row["credited_as"])
            yield role | {"contributor": describe_contributor(request, row["contributor"], name=credited)}


def describe_contributor(request: HttpRequest, contributor: dict[str, Any], *, name: str = "") -> LinkedData:
    """A person or an organization by its page; `name` as credited."""
    address = request.build_absolute_uri(get_contributor_address(contributor))
    kind = "Organization" if contributor["kind"] == ContributorKind.ORGANIZATION else "Person"
    return {"@type": kind, "@id": address, "name": name or contributor["name"]}


def describe_linked_person(
    request: HttpRequest, contributor: dict[str, Any], works: Iterable[dict[str, Any]], work_address: Any
) -> LinkedData:
    """A person or an organization with its works: each names it as a contributor, so the link is read backwards."""
    names = [name["text"] for name in contributor["names"] if name["text"] != contributor["name"]]
    linked = [
        {
            "@type": "CreativeWork",
            "@id": request.build_absolute_uri(work_address(work["production"])),
            "name": work["production"]["title"],
        }
        for work in works
    ]
    found = describe_contributor(request, contributor)
    return drop_unknown(
        found | {"alternateName": names, "@reverse": {"contributor": linked} if linked else None}
    )


def describe_issue(issue: dict[str, Any], address: str, work_address: str) -> LinkedData:
    """An issue: a document about a work, known by its digest."""
    return {
        "@type": "DigitalDocument",
        "@id": address,
        "about": {"@id": work_address, "name": issue["production"]["title"]},
        "version": str(issue["number"]),
        "datePublished": issue["issued_at"],
        "identifier": f"sha256:{issue['digest']}",
    }


def drop_unknown(described: LinkedData) -> LinkedData:
    """Without what nobody said: an empty list would say that there is none."""
    return {name: value for name, value in described.items() if value not in (None, [], "")}
