"""What a page says to machines: JSON-LD in the words of schema.org, from the same answers of the API as the page itself.

Terms: `Role` (https://schema.org/Role) stands between a work and whoever did it; `digitalSourceType` has the IPTC's own addresses.
Who asked not to be named is counted on the page and is nothing here; other gaps are roles with the reason in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from api.pages.ai_story import AIUseLine
from api.pages.episode_names import name_episode
from api.pages.page_addresses import (
    get_contributor_address,
    get_episode_address,
    get_production_address,
    make_contributor_addressing,
)
from api.pages.roll_rows import DepartmentPart
from api.pages.template_filters import format_cut_number, get_word
from api.pages.work_facts import EPISODE_LEADING_ROLES, LEADING_ROLES, LeadLine, list_leads
from productions.shared.choices import AbsenceReason, ContributorKind, EpisodeKind, ProductionKind
from productions.shared.site_languages import list_localised_fields

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
MARKUP = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What would end the element that the data stands in, or a line of JavaScript."""


def write_linked_data(described: LinkedData) -> SafeString:
    """The text of a `<script type="application/ld+json">`."""
    text = orjson.dumps(CONTEXT | described).decode()
    for (
        character,
        written,
    ) in MARKUP.items():  # `translate` takes ten times as long for a page of hundreds of names
        text = text.replace(character, written)
    return mark_safe(text)


def describe_linked_work(
    request: HttpRequest,
    production: dict[str, Any],
    staff: Iterable[DepartmentPart],
    ai_lines: Iterable[AIUseLine],
    address: str,
) -> LinkedData:
    """A production with everybody on its roll."""
    titles = [title["text"] for title in production["titles"] if title["text"] != production["title"]]
    return drop_unknown(
        {
            "@type": get_work_type(production),
            "@id": address,
            "url": address,
            "name": production["title"],
            "alternateName": titles,
            "datePublished": production["released_on"] or (production["year"] and str(production["year"])),
            **describe_makers(request, staff, ai_lines, LEADING_ROLES),
        }
    )


def describe_linked_episode(
    request: HttpRequest,
    episode: dict[str, Any],
    production: dict[str, Any],
    staff: Iterable[DepartmentPart],
    ai_lines: Iterable[AIUseLine],
    address: str,
) -> LinkedData:
    """An episode of a series with its own staff; of any other work, and what is no episode (OP, trailer), a clip or a part."""
    in_series = production["kind"] == ProductionKind.SERIES
    is_episode = episode["kind"] == EpisodeKind.EPISODE
    return drop_unknown(
        {
            "@type": ("TVEpisode" if in_series else "CreativeWork") if is_episode else "Clip",
            "@id": address,
            "url": address,
            "name": episode["title"] or name_episode(episode),
            "episodeNumber": episode["number"] if in_series and is_episode else None,
            "datePublished": episode["released_on"],
            **describe_whole(request, production),
            **describe_makers(request, staff, ai_lines, EPISODE_LEADING_ROLES),
        }
    )


def describe_linked_cut(
    request: HttpRequest,
    cut: dict[str, Any],
    production: dict[str, Any],
    staff: Iterable[DepartmentPart],
    ai_lines: Iterable[AIUseLine],
    stretches: Iterable[dict[str, Any]],
    address: str,
) -> LinkedData:
    """A cut as a clip of its episode and work.

    Offsets are seconds from the beginning of the episode, or of the work; only where the cut is on screen once and at one time in
    all editions: schema.org has no word for another edition.
    """
    part_of = describe_whole(request, production)
    if (episode := cut["episode"]) is not None:
        address_of_episode = request.build_absolute_uri(get_episode_address(episode))
        part_of["partOfEpisode"] = {
            "@type": "Episode",
            "@id": address_of_episode,
            "name": episode["title"] or name_episode(episode),
        }
    return drop_unknown(
        {
            "@type": "Clip",
            "@id": address,
            "url": address,
            "name": format_cut_number(cut),
            "clipNumber": cut["number"],
            **part_of,
            **describe_offsets(list(stretches)),
            **describe_makers(request, staff, ai_lines),
        }
    )


def describe_offsets(stretches: list[dict[str, Any]]) -> LinkedData:
    """`startOffset` and `endOffset` in seconds, to the millisecond."""
    places = {(each["seconds"], each["length"], each["frame_rate"]) for each in stretches}
    if len(places) != 1:
        return {}
    ((start, frames, rate),) = places
    return {"startOffset": start, "endOffset": round(start + float(frames / Fraction(rate)), 3)}


def describe_whole(request: HttpRequest, production: dict[str, Any]) -> LinkedData:
    """The work that something belongs to, by its page; schema.org has a word of its own for a series."""
    work = {
        "@type": get_work_type(production),
        "@id": request.build_absolute_uri(get_production_address(production)),
        "name": production["title"],
    }
    return {"partOfSeries" if production["kind"] == ProductionKind.SERIES else "isPartOf": work}


def get_work_type(production: dict[str, Any]) -> str:
    return WORK_TYPES.get(production["kind"], "CreativeWork")


def describe_makers(
    request: HttpRequest,
    staff: Iterable[DepartmentPart],
    ai_lines: Iterable[AIUseLine],
    leading: tuple[str, ...] = (),
) -> LinkedData:
    """Everybody on a roll, and the IPTC's words for the machines under their hands.

    `creditText` has the roles in `leading`, or all: the line by which a work is credited where there is no room for its roll.
    """
    parts = list(staff)
    get_address = make_contributor_addressing(request.build_absolute_uri("/").removesuffix("/"))
    return {
        "contributor": [role for part in parts for role in list_roles(part, get_address)],
        "creditText": format_credit_text(list_leads(parts, leading)),
        "digitalSourceType": list(dict.fromkeys(line.first["source_type_uri"] for line in ai_lines)),
    }


def format_credit_text(leads: Iterable[LeadLine]) -> str:
    """Roles and names as credited, in the order of the roll."""
    return "; ".join(f"{lead.role}: {', '.join(lead.names)}" for lead in leads)


def list_roles(part: DepartmentPart, get_address: Callable[[dict[str, Any]], str]) -> Iterable[LinkedData]:
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
            address = get_address(row["contributor"])
            yield role | {"contributor": describe_contributor(row["contributor"], address, name=credited)}


def describe_contributor(contributor: dict[str, Any], address: str, *, name: str = "") -> LinkedData:
    """A person or an organization by its page; `name` as credited."""
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
    address = request.build_absolute_uri(get_contributor_address(contributor))
    found = describe_contributor(contributor, address)
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


def describe_linked_role(role: dict[str, Any], address: str) -> LinkedData:
    """A role as a term of the vocabulary, by its code."""
    labels = [role[name] for name in list_localised_fields("label")]
    names = [*labels, *(alias["text"] for alias in role["aliases"])]
    return drop_unknown(
        {
            "@type": "DefinedTerm",
            "@id": address,
            "url": address,
            "name": role["label"],
            "termCode": role["code"],
            "alternateName": [name for name in dict.fromkeys(names) if name and name != role["label"]],
        }
    )


def describe_linked_system(system: dict[str, Any], address: str) -> LinkedData:
    """An AI system: software, and never somebody who is credited (H1)."""
    maker = {"@type": "Organization", "name": system["vendor"]} if system["vendor"] else None
    return drop_unknown(
        {
            "@type": "SoftwareApplication",
            "@id": address,
            "url": address,
            "name": system["name"],
            "softwareVersion": system["version"],
            "creator": maker,
        }
    )


def drop_unknown(described: LinkedData) -> LinkedData:
    """Without what nobody said: an empty list would say that there is none."""
    return {name: value for name, value in described.items() if value not in (None, [], "")}
