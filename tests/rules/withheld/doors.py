"""The arguments and questions that are put to every address of the site (`tests.rules.addresses`).

A new address whose arguments are not in ARGUMENTS fails the test; so does a method that is neither in
`acts.POSTED` nor in `acts.NOT_POSTED`. Adding a door is one line there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any
from urllib.parse import urlencode

import orjson
from django.contrib import admin
from django.db.models import Model

from productions.models import ApiToken, CharacterVariant, Export, Role, SongRight
from tests.rules.addresses import Door, list_questions, offered
from tests.rules.withheld.person import NATIVE
from tests.rules.withheld.story import SCREEN, Story

NAMING = 2
"""Rows of a table whose pages are looked at besides those of ROWS because they name the person."""


def uids(rows: Iterable[Any]) -> list[str]:
    return [str(row.uid) for row in rows]


def exports_shown(story: Story) -> Iterator[Export]:
    """One of each format made before the wish, and the data made after it; the files of all are looked through as files."""
    first = story.releases[0].pk
    for export in story.exports:
        made_before = export.requested_at == story.exports[0].requested_at
        if (made_before and export.release_id == first) or (not made_before and export.format == "json"):
            yield export


def files_of_dumps(story: Story) -> list[str]:
    return sorted({file["name"] for dump in story.dumps for file in orjson.loads(dump.manifest)["files"]})


# What stands in an address of the API, by its first word and the argument's name.
ARGUMENTS: dict[tuple[str, str], Callable[[Story], list[str]]] = {
    ("productions", "uid"): lambda story: [str(story.production.uid)],
    ("episodes", "uid"): lambda story: [str(story.episode.uid)],
    ("cuts", "uid"): lambda story: uids(story.cuts[:2]),
    ("editions", "uid"): lambda story: uids(story.production.own_editions.all()),
    ("timelines", "uid"): lambda story: uids(story.production.edition_timings.all()),
    ("placements", "uid"): lambda story: uids(story.production.placements.all()[:2]),
    ("characters", "uid"): lambda story: uids(story.production.characters.all()),
    ("character-variants", "uid"): lambda story: uids(CharacterVariant.objects.all()),
    ("parts", "uid"): lambda story: uids(story.production.parts.all()),
    ("segments", "uid"): lambda story: uids(story.production.segments.all()),
    ("songs", "uid"): lambda story: uids(story.production.songs.all()),
    ("song-rights", "uid"): lambda story: uids(SongRight.objects.all()),
    ("contributors", "uid"): lambda story: uids(story.others["contributors"]),
    ("credits", "uid"): lambda story: uids(story.credits),
    ("ai-systems", "uid"): lambda story: uids(story.others["ai-systems"]),
    ("ai-uses", "uid"): lambda story: uids(story.uses),
    ("releases", "uid"): lambda story: uids(story.releases),
    ("releases", "digest"): lambda story: [release.digest for release in story.releases],
    ("exports", "uid"): lambda story: uids(exports_shown(story)),
    ("imports", "uid"): lambda story: uids(story.production.imports.all()),
    ("approvals", "uid"): lambda story: uids(story.others["approvals"]),
    ("tokens", "uid"): lambda story: uids(ApiToken.objects.all()),
    ("webhooks", "uid"): lambda story: uids(story.others["webhooks"]),
    ("dumps", "uid"): lambda story: uids(story.dumps),
    ("dumps", "name"): lambda story: ["manifest.json", *files_of_dumps(story)],
    ("titles", "uid"): lambda story: uids(story.production.titles.all()),
    ("names", "uid"): lambda story: uids(story.person.names.all()),
    ("private-details", "uid"): lambda story: uids(story.person.private_details.all()),
    ("external-ids", "uid"): lambda story: uids(story.person.external_ids.all()),
    ("tracker-ids", "uid"): lambda story: uids(story.person.tracker_ids.all()),
    ("group-members", "uid"): lambda story: uids(story.person.group_memberships.all()),
    ("fonts", "uid"): lambda story: uids(story.production.fonts.all()),
    ("logos", "uid"): lambda story: uids(story.production.logos.all()),
    ("proposals", "uid"): lambda story: uids(story.others["proposals"]),
    ("roles", "code"): lambda story: ["key_animation", "layout"],
    ("departments", "code"): lambda story: ["direction"],
    ("people", "uid"): lambda story: uids(story.others["contributors"]),
    ("studios", "uid"): lambda story: uids(story.others["contributors"]),
    ("issues", "uid"): lambda story: uids(story.releases),
    ("", "section"): lambda story: ["people", "works", "issues"],
    ("", "digest"): lambda story: [release.digest for release in story.releases],
    ("vocab", "name"): lambda story: ["attribution", "roles"],
    ("", "secret"): lambda story: ["x" * 43],
}
# The same of the staff's pages, by the argument's name; `object_id` are the keys of the table's rows.
STAFF_ARGUMENTS: dict[str, Callable[[Story], list[str]]] = {
    "uid": lambda story: uids(exports_shown(story)),
    "job": lambda story: uids(story.others["import-jobs"]),
    "batch": lambda story: uids(story.production.imports.all()),
    "words": lambda story: ["ja"],
    "form": lambda story: ["csv"],
    "name": lambda story: story.tiles[:1],
    "app_label": lambda story: ["productions"],
    "content_type_id": lambda story: ["1"],
    "url": lambda story: ["nothing/here"],
    "pk": lambda story: ["1"],
    "provider_id": lambda story: ["provider"],
}

# Rows that pages of the staff are about, by the table: what was planted. Of other tables it is the newest row.
ROWS: dict[str, Callable[[Story], Iterable[Any]]] = {
    "credit": lambda story: [*story.credits[:2], story.credits[3]],
    "contributor": lambda story: [story.person],
    "contributorname": lambda story: story.person.names.filter(kind__in=("legal", "pseudonym")),
    "contributordetails": lambda story: story.person.private_details.all(),
    "externalid": lambda story: story.person.external_ids.all(),
    "trackerid": lambda story: story.person.tracker_ids.all(),
    "groupmembership": lambda story: story.person.group_memberships.all(),
    "aiuse": lambda story: story.uses[:2],
    "release": lambda story: [story.releases[0], story.releases[-1]],
    "export": lambda story: [story.exports[0], story.exports[-1]],
    "production": lambda story: [story.production],
    "claim": lambda story: story.others["claims"],
    "approval": lambda story: story.others["approvals"],
    "proposal": lambda story: story.others["proposals"],
}


def questions(door: Door, story: Story) -> list[str]:
    """The query strings that a door is asked with, the plain address first."""
    found = [] if door.page == "autocomplete" else [""]  # it answers no plain question
    if door.page in QUESTIONS:
        found += QUESTIONS[door.page](story)
    if door.page.endswith("_changelist"):
        found.append("as=csv")
    more = list_questions(door)
    # A form by suffix has the members of the list itself.
    return found + more if door.address.endswith("/") or not more else more


def of_releases(story: Story) -> list[str]:
    return [f"since={since.uid}" for since in story.releases]


def of_previews(story: Story) -> list[str]:
    wanted = {**SCREEN, "language": "ja"}
    return [urlencode(wanted), urlencode({**wanted, "release": story.releases[0].pk})]


def of_frames(story: Story) -> list[str]:
    pages = [f"productions/{story.production.uid}/", *(f"cuts/{cut.uid}/" for cut in story.cuts[:2])]
    return [
        urlencode({"url": f"http://testserver/ja/{page}", "format": form})
        for page in pages
        for form in ("json", "xml")
    ]


# What is asked of a door besides its plain address, by the door's name.
QUESTIONS: dict[str, Callable[[Story], list[str]]] = {
    "release-roll-txt": lambda story: ["lang=en"],
    "release-roll-csv": lambda story: ["lang=en"],
    "release-roll-html": lambda story: ["lang=en"],
    "episode-at": lambda story: ["t=0f", "t=25f"],
    "production-at": lambda story: ["t=0f", "t=25f"],
    "episode-placements-diff": lambda story: ["to=broadcast"],
    "production-placements-diff": lambda story: ["to=broadcast"],
    "release-difference": of_releases,
    "production-difference": of_releases,
    "episode-billing": lambda story: ["edition=tv_cut"],
    "production-billing": lambda story: ["edition=tv_cut"],
    "oembed": of_frames,
    "changes": lambda story: ["after=0&limit=500"],
    "schema": lambda story: ["format=json"],
    "productions_production_cut_sheet_names": lambda story: [urlencode({"q": NATIVE})],
    "productions_production_preview": of_previews,
    "productions_production_preview_state": of_previews,
    "productions_production_difference": lambda story: [
        urlencode({"release": release, "since": story.releases[0].pk})
        for release in ("", story.releases[-1].pk)
    ],
    "autocomplete": lambda story: [
        urlencode({"app_label": "productions", "model_name": model, "field_name": name, "term": term})
        for model, name in offered()
        for term in ("", *([NATIVE] if name in ("contributor", "validated_by") else []))
    ],
}


def values_of(door: Door, story: Story, naming: Mapping[type[Model], list[Any]]) -> list[dict[str, str]]:
    """All combinations of a door's arguments. `naming` are the keys of rows that name the person. Raises KeyError."""
    columns = []
    for name in door.arguments:
        if not door.is_staff:
            columns.append(ARGUMENTS[door.word, name](story))
        elif name == "object_id":
            columns.append(keys_of(door, story, naming))
        else:
            columns.append(STAFF_ARGUMENTS[name](story))
    return [dict(zip(door.arguments, values, strict=True)) for values in product(*columns)]


def keys_of(door: Door, story: Story, naming: Mapping[type[Model], list[Any]]) -> list[str]:
    """Rows of the table that a page of the staff is about."""
    table = next((each for each in admin.site._registry if each._meta.model_name == door.word), Role)
    planted = [str(row.pk) for row in ROWS[door.word](story)] if door.word in ROWS else []
    named = [str(key) for key in naming.get(table, [])[:NAMING]]
    newest = table._default_manager.order_by("-pk").values_list("pk", flat=True)[:1]
    return list(dict.fromkeys([*planted, *named])) or [str(key) for key in newest]


def unknown_arguments(doors: Iterable[Door]) -> list[str]:
    """Addresses that the walk does not know how to fill."""
    return [
        f"/{door.address} ({name})"
        for door in doors
        for name in door.arguments
        if name != "object_id"
        and (name not in STAFF_ARGUMENTS if door.is_staff else (door.word, name) not in ARGUMENTS)
    ]
