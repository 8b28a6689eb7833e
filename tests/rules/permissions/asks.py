"""What every address is asked: its arguments, its questions, and the bodies that are sent to it.

A new address needs a line here where its arguments are not known yet, and a body where an empty one is refused before
anybody asks whether the visitor may.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from productions.models import Event
from tests.rules.addresses import Door
from tests.rules.permissions.questions import of_previews
from tests.rules.permissions.world import SCREEN, World

UIDS = {
    "imports": "importbatch", "productions": "production", "episodes": "episode", "cuts": "cut", "contributors": "contributor",
    "credits": "credit", "ai-systems": "aisystem", "ai-uses": "aiuse", "releases": "release", "exports": "export",
    "approvals": "approval", "webhooks": "webhook", "dumps": "dump", "titles": "productiontitle", "characters": "character",
    "character-variants": "charactervariant", "names": "contributorname", "external-ids": "externalid", "fonts": "font", "logos": "logo",
    "private-details": "contributordetails", "proposals": "proposal", "tokens": "apitoken", "editions": "productionedition", "timelines": "editiontiming", "placements": "cutplacement",
    "songs": "song", "song-rights": "songright", "segments": "segment", "parts": "episodepart",
    "group-members": "groupmembership", "tracker-ids": "trackerid", "people": "contributor", "studios": "contributor", "issues": "release",
}  # fmt: skip
"""Which row the uid in an address of the API names, by its first word."""
WORDS: dict[tuple[str, str], str] = {
    ("roles", "code"): "layout",
    ("departments", "code"): "direction",
    ("vocab", "name"): "attribution",
    ("dumps", "name"): "manifest.json",
    ("", "section"): "people",
}
STAFF_WORDS = {
    "words": "ja", "form": "csv", "content_type_id": "1", "url": "nothing/here", "app_label": "productions", "provider_id": "provider",
}  # fmt: skip
OF_PAGES = {
    "productions_claim_act": "accepted",
    "productions_claim_close": "accepted",
    "productions_contributor_undo_merge": "merged",
    "contributor-undo-merge": "merged",
    "character-undo-merge": "merged character",
    "productions_character_undo_merge": "merged character",
    "productions_contributor_correct_kind": "corrected",
    "productions_contributor_undo_kind": "corrected",
    "contributor-correct-kind": "corrected",
    "contributor-undo-kind": "corrected",
}
"""Pages that are about another row than the kind's other pages."""


def values_of(door: Door, world: World) -> dict[str, str]:
    """The door's arguments. Raises KeyError for one that is not known."""
    return {name: value_of(door, name, world) for name in door.arguments}


def value_of(door: Door, name: str, world: World) -> str:
    if name == "object_id":
        return str(world.rows[row_of(door, door.word, world)].pk) if door.word in world.rows else "1"
    if name == "secret":
        return world.invitation_secret
    if name == "pk":
        return str(world.rows["passkey"].pk)
    if name == "digest":
        return str(world.rows["release"].digest)
    if door.page == "take_back":
        changed = Event.objects.filter(entity_uid=world.this.uid, action="changed")
        return str(changed.latest("pk").uid)
    if door.is_staff and name == "uid":
        return str(world.rows["failed" if door.page.endswith("_cancel") else "export"].uid)
    if name in ("job", "batch"):
        return str(world.rows[f"import{name}"].uid)
    if door.is_staff and name == "name":
        return world.tile
    if name == "uid":
        return str(world.rows[row_of(door, UIDS[door.word], world)].uid)
    return STAFF_WORDS[name] if door.is_staff else WORDS[door.word, name]


def row_of(door: Door, kind: str, world: World) -> str:
    """Which of the world's rows a page is about: what was removed, where it takes that back."""
    removed = f"removed {kind}"
    if door.page.endswith(("undo_removal", "undo-removal")) and removed in world.rows:
        return removed
    return OF_PAGES.get(door.page, kind)


def unknown_arguments(doors: list[Door]) -> list[str]:
    """Arguments that nobody knows how to fill."""
    return [
        f"/{door.address} ({name})"
        for door in doors
        for name in door.arguments
        if name not in ("object_id", "secret", "pk", "digest")
        and not (door.is_staff and name in ("uid", "name", "job", "batch", *STAFF_WORDS))
        and not (name == "uid" and door.word in UIDS)
        and (door.word, name) not in WORDS
    ]


def headers_for(door: Door, method: str, world: World) -> dict[str, str]:
    if door.page.endswith("_tile"):
        return {"preview-of": of_previews(world)[0]}
    return {"if-match": "*"} if method in ("patch", "delete") and not door.is_staff else {}


ACT: dict[str, Any] = {
    "reason": "Seen.", "statement": "No.", "stated_on": "2026-05-01", "decision": "So it is.",
    "password": "another long password", "after": "0", "format": "csv", "formats": "csv", "language": "ja",
    "answer": "none",
    "wording": "None.", "basis": "own_statement", "kind": "withhold_name", "role": "director", "required": "yes",
}  # fmt: skip
"""What is posted to the staff's pages with a small form: each takes what it knows."""


def act_body(door: Door, world: World) -> dict[str, Any]:
    """The small form of a page of the staff."""
    more: dict[str, Any] = {}
    if door.page == "productions_contributor_merge":
        more["into"] = world.rows["another"].pk
    if door.page == "productions_contributor_split":
        more |= {"credits": [str(world.rows["credit"].uid)], "name": "別人 三郎"}
    if door.page == "productions_production_people_rename":
        more["credited_as"] = "架空 次郎"
    if door.page == "productions_contributor_correct_kind":
        more["kind"] = "person"
    if door.page == "productions_contributor_wish":
        more |= {"production": world.this.pk, "listed": world.this.pk}
    if door.page == "productions_contributor_training":
        more["training_mining_0"] = "notAllowed"
    if door.page == "productions_claim_act":
        more["credit"] = world.rows["credit"].pk
    if door.word == "credit":
        more["declared_by"] = world.rows["contributor"].pk
    if door.page == "productions_production_billing":
        more |= {"version": "0", "lines": str(world.rows["credit"].uid), "order": "0"}
    if door.page == "productions_production_import":
        more["pasted"] = "役職,名前\n作画監督,架空 次郎\n"
    if door.page == "productions_production_import_file":
        more |= {"act": "enter", "digest": world.rows["importjob"].plan_digest}
    if door.page == "productions_production_import_batch":
        more["act"] = "undo"
    if door.page == "productions_rolltemplate_unsaved":
        return more
    return ACT | more


def sent_file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def body_for(door: Door, method: str, world: World) -> Any:
    """The body of a request to the API: the smallest that is complete. A file makes it a form."""
    rows = world.rows
    uid = {name: str(row.uid) for name, row in rows.items() if hasattr(row, "uid")}
    this, person, credit = uid["production"], uid["contributor"], uid["credit"]
    declaring = {"declared_by": person, "answer": "used", "wording": "Yes.", "basis": "own_statement"}
    created: dict[str, Any] = {
        "production-list": {"title": "新作", "kind": "film"},
        "title-list": {"production": this, "text": "新題", "kind": "alias"},
        "episode-list": {"production": this, "number": "9"},
        "cut-list": {"production": this, "number": "99"},
        "edition-list": {"production": this, "code": "long_cut", "label_en": "Long cut"},
        "timeline-list": {"production": this, "start_timecode": "01:00:00:00"},
        "placement-list": {"cut": uid["cut"], "record_in": 900, "length": 9},
        "episode-place-cuts": {"placements": []}, "production-place-cuts": {"placements": []},
        "song-list": {"production": this, "title": "新曲"},
        "song-right-list": {"song": uid["song"], "text": "©"},
        "segment-list": {"production": this, "kind": "opening"},
        "part-list": {"production": this, "label": "A", "first_cut": uid["cut"], "last_cut": uid["cut"]},
        "contributor-list": {"name": "新人 花", "production": this},
        "character-list": {"production": this, "name": "新しい人"},
        "character-variant-list": {"character": uid["character"], "kind": "voice", "label": "声"},
        "character-merge": {"into": uid["another character"], "reason": "They are one."},
        "name-list": {"contributor": person, "text": "花", "script": "native", "kind": "pseudonym"},
        "external-id-list": {"contributor": person, "scheme": "imdb", "value": "nm0594503"},
        "tracker-id-list": {"production": this, "cut": uid["cut"], "scheme": "ayon", "value": "1"},
        "group-member-list": {"group": uid["unit"], "member": uid["corrected"]},
        "credit-list": {"production": this, "role": "director", "contributor": person},
        "ai-system-list": {"production": this, "name": "Reiga Colour", "vendor": "Kaku Labs"},
        "ai-use-list": {
            "credit": credit, "ai_system": uid["aisystem"], "task": "composite", "source_type": "algorithmicMedia",
            "oversight": "prompt_guided", "extent": "assist",
        },
        "credits-batch": {"production": this, "rows": [{"role": "director", "contributor": person}]},
        "credits-declare-ai": {"production": this, "role": "layout", "listed": [{"credit": credit}], **declaring},
        "credit-withhold": {"statement": "No.", "stated_on": "2026-05-01"},
        "credit-restore": {"reason": "Said so."},
        "credit-return-to-draft": {"reason": "Too early."},
        "credit-declare-ai": declaring,
        "credit-withdraw-ai": {"reason": "Wrong."},
        "credit-join": {"credits": [{"credit": credit}], "joiner": "・"},
        "release-list": {"production": this, "edition": "disc"},
        "approval-list": {"production": this, "digest": "0" * 64, "delivery": SCREEN, "language": "ja"},
        "export-list": {"production": this, "format": "csv", "release": uid["release"]},
        "import-list": {"production": this, "file": sent_file("s.csv", "役職,名前\n背景,架空 次郎\n".encode())},
        "import-undo": {"reason": "The wrong file."},
        "font-list": {"production": this, "licence_note": "Ours.", "file": sent_file("f.ttf", b"no font")},
        "logo-list": {
            "production": this, "name": "Dog", "licence_note": "Ours.", "said_en": "Dog Inc.",
            "file": sent_file("l.svg", b"no logo"),
        },
        "contributor-state-training": {
            "training_mining": [{"entry": "cawg.ai_training", "use": "notAllowed"}], "statement": "No.", "stated_on": "2026-05-01",
        },
        "contributor-merge": {"into": uid["another"], "reason": "They are one."},
        "contributor-correct-kind": {"kind": "person", "reason": "It is one."},
        "private-detail-list": {"contributor": uid["another"], "production": this, "note": "Met."},
        "proposal-decline": {"decision": "They are two."},
        "font-retire": {"reason": "Old."},
        "logo-retire": {"reason": "Old."},
        "webhook-list": {"name": "mine", "url": "https://8.8.4.4/hook"},
        "webhook-replay": {"after": 0},
    }  # fmt: skip
    changed: dict[str, Any] = {
        "production-detail": {"remark": "Seen."}, "title-detail": {"text": "改題"}, "episode-detail": {"title": "改題"},
        "cut-detail": {"note": "Seen."}, "character-detail": {"name_kana": "ひと"}, "character-variant-detail": {"label_en": "girl"},
        "contributor-detail": {"reason": "Seen.", "kind": "organization"}, "name-detail": {"text": "花子"},
        "tracker-id-detail": {"scheme": "ftrack"},
        "group-member-detail": {"since": "2020-01-01"},
        "external-id-detail": {"value": "Q42"}, "credit-detail": {"position": 9},
        "ai-system-detail": {"training_data": "Told."}, "ai-use-detail": {"extent": "assist"},
        "edition-detail": {"label_ja": "版"}, "timeline-detail": {"start_timecode": "02:00:00:00"},
        "placement-detail": {"record_in": 901},
        "song-detail": {"title": "改題"}, "song-right-detail": {"text": "改"}, "segment-detail": {"title": "改題"},
        "part-detail": {"label": "B"},
        "webhook-detail": {"name": "Seen."}, "private-detail-detail": {"note": "Seen."},
        "production-billing": {"credits": [credit]}, "episode-billing": {"credits": [credit]},
    }  # fmt: skip
    if door.page.endswith(("undo-removal", "undo-merge", "undo-kind")):
        return {"reason": "By mistake."}
    return (changed if method == "patch" else created).get(door.page, {})
