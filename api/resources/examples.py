"""Examples for the OpenAPI document. A test sends every one of them to a real server (`tests/api/test_examples.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

UIDS: Mapping[str, str] = {
    "production": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e01",
    "episode": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e02",
    "cut": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e03",
    "contributor": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e04",
    "credit": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e05",
    "ai_system": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e06",
    "title": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e07",
    "name": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e08",
    "external_id": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e09",
    "ai_use": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e0a",
    "webhook": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e0b",
    "release": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e0c",
    "font": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e0d",
    "logo": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e0e",
    "storyboard": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e0f",
    "private_detail": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e10",
    "double": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e11",
}
"""uids of entries that the examples speak of."""
DIGEST = "2c624232cdd221771294dfbb310aca000a0df6ac8b66b696d90ef06fdefb64a3"
"""SHA-256 of the release that the examples speak of."""

USE = {
    "ai_system": UIDS["ai_system"],
    "task": "layout",
    "source_type": "compositeWithTrainedAlgorithmicMedia",
    "oversight": "human_validated",
    "validated_by": UIDS["contributor"],
    "validated_at": "2026-05-01T12:00:00+09:00",
    "extent": "assist",
}
LAYOUT = {
    "role": "layout", "cut": UIDS["cut"], "contributor": UIDS["contributor"], "evidence_kind": "timesheet",
}  # fmt: skip
DECLARATION = {
    "answer": "none",
    "declared_by": UIDS["contributor"],
    "wording": "No AI system was used in my work on the credits listed here.",
    "basis": "own_statement",
}
BODIES: Mapping[str, Mapping[str, Any]] = {
    "ProductionIn": {
        "title": "星くず郵便局",
        "title_kana": "ほしくずゆうびんきょく",
        "kind": "series",
        "year": 2026,
    },
    "TitleIn": {"production": UIDS["production"], "text": "The Stardust Post Office", "kind": "english"},
    "EpisodeIn": {"production": UIDS["production"], "number": "2", "title": "宛先のない手紙"},
    "CutIn": {
        "production": UIDS["production"],
        "episode": UIDS["episode"],
        "number": "012A",
        "length_frames": 84,
    },
    "ContributorIn": {"name": "見本 花", "kana": "みほん はな", "romaji": "Mihon Hana", "kind": "person"},
    "NameIn": {
        "contributor": UIDS["contributor"],
        "text": "花",
        "script": "native",
        "kind": "pseudonym",
        "used_from": "2001-04-01",
    },
    "PrivateDetailsIn": {
        "contributor": UIDS["contributor"],
        "production": UIDS["production"],
        "email": "hana@example.com",
    },
    "ExternalIdIn": {"contributor": UIDS["contributor"], "scheme": "imdb", "value": "nm0594503"},
    "AISystemIn": {"name": "Reiga Colour", "vendor": "Kaku Labs", "version": "2.1"},
    "CreditIn": {"production": UIDS["production"], **LAYOUT},
    "AIUseIn": {"credit": UIDS["credit"], **USE},
    "BatchIn": {
        "production": UIDS["production"],
        "atomic": True,
        "rows": [
            {**LAYOUT, "role": "second_key_animation", "ai_uses": [USE]},
            {"role": "key_animation", "absence_reason": "not_yet_entered", "headcount": 3},
        ],
    },
    "ReleaseIn": {"production": UIDS["production"], "edition": "broadcast"},
    "ApprovalIn": {
        "production": UIDS["production"],
        "release": UIDS["release"],
        "language": "ja",
        "delivery": {"raster": "3840x2160", "rate": "24000/1001"},
        "digest": DIGEST,
        "note": "Seen on the big screen.",
    },
    "ExportIn": {
        "production": UIDS["production"],
        "format": "screen",
        "language": "ja",
        "delivery": {"raster": "3840x2160", "rate": "24000/1001", "px": 6},
    },
    "PatchedProductionChange": {"year": 2027, "reason": "The broadcast has moved."},
    "PatchedEpisodeChange": {"title_en": "A Letter to Nowhere"},
    "PatchedCutChange": {"status": "omitted", "reason": "Cut in the storyboard."},
    "PatchedContributorChange": {"kind": "person", "reason": "It was taken for a circle."},
    "PatchedPrivateDetailsChange": {"email": "hana@example.com"},
    "PatchedCreditChange": {"credited_as": "見本 はな", "reason": "They asked for it."},
    "PatchedAISystemChange": {"version": "2.2"},
    "PatchedTitleChange": {"primary": True},
    "PatchedNameChange": {"used_until": "2019-12-31", "reason": "They told us."},
    "PatchedExternalIdChange": {"value": "nm0594504", "reason": "It was that of a namesake."},
    "PatchedAIUseChange": {"extent": "partial"},
    "WithholdIn": {"statement": "Please do not name me in this work.", "stated_on": "2026-04-30"},
    "RestoreIn": {"reason": "They wrote to us on 2 May 2026."},
    "DeclareAIIn": {
        **DECLARATION,
        "answer": "used",
        "declared_at": "2026-05-01T12:00:00+09:00",
    },
    "DeclareScopeIn": {
        "production": UIDS["production"],
        "role": "storyboard",
        "listed": [{"credit": UIDS["storyboard"]}],
        **DECLARATION,
    },
    "WithdrawAIIn": {"reason": "They wrote that a generator was tried after all."},
    "WebhookIn": {
        "name": "Encyclopedia",
        "url": "https://encyclopedia.example/staffroll",
        "entities": ["credit", "contributor"],
    },
    "PatchedWebhookChange": {"entities": []},
    "FontIn": {
        "production": UIDS["production"],
        "file": "the bytes of StudioGothic-Regular.otf",
        "licence_note": "Desktop licence 12-34, embedding allowed.",
    },
    "LogoIn": {
        "production": UIDS["production"],
        "file": "the bytes of dog-inc-light.svg",
        "name": "Dog Inc. light",
        "said_ja": "株式会社ドッグ",
        "said_en": "Dog Inc.",
        "licence_note": "Guidelines of 2026-01-20, light version on black.",
    },
    "MergeIn": {"into": UIDS["double"], "reason": "She told us that both are hers."},
    "UndoIn": {"reason": "They are two people of one name."},
    "AcceptIn": {"decision": "You are right."},
    "DeclineIn": {"decision": "That is how she writes her name."},
    "RetireIn": {"reason": "The licence has ended."},
    "ReplayIn": {"after": 0},
    "ImportIn": {
        "production": UIDS["production"],
        "file": "役職,名前,クレジット名\nレイアウト,例田 波瑠,例田 はる\n",
        "dry_run": True,
    },
}
"""Bodies by the name of their schema."""

PARAMETERS: Mapping[str, Any] = {
    "q": "見本",
    "uid": f"{UIDS['credit']},{UIDS['contributor']}",
    "code": "director,layout",
    "production": UIDS["production"],
    "contributor": UIDS["contributor"],
    "affiliation": UIDS["contributor"],
    "ai_system": UIDS["ai_system"],
    "episode": "3-5,OP",
    "cut": "12-15,18A,S01-C012",
    "role": "director,storyboard",
    "department": "direction",
    "year": "1990-1999,2005",
    "ai": "generative",
    "source_type": "trainedAlgorithmicMedia,algorithmicMedia",
    "oversight": "human_validated",
    "withheld": "false",
    "external_id": "imdb:nm0594503",
    "updated_after": "2026-05-01T12:00:00Z",
    "edition": "broadcast,streaming",
    "state": "confirmed",
    "count": "exact",
    "aggregate": "person",
    "page_size": 100,
}
"""Parameters of lists by their name."""


def with_examples(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Put the examples into the document: a postprocessing hook of drf-spectacular."""
    schemas = result["components"]["schemas"]
    for name, body in BODIES.items():
        schemas[name]["examples"] = [body]
    for item in result["paths"].values():
        for parameter in item.get("get", {}).get("parameters", ()):
            if parameter["in"] == "query" and parameter["name"] in PARAMETERS:
                parameter["example"] = PARAMETERS[parameter["name"]]
    return result
