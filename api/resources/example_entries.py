"""Entries that the examples of the OpenAPI document speak of."""

from collections.abc import Mapping

UIDS: Mapping[str, str] = {
    "import": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9eb3",
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
    "tracker_id": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e60",
    "private_detail": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e10",
    "double": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e11",
    "edition": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e50",
    "timeline": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e51",
    "placement": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e52",
    "film_cut": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e53",
    "song": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e21",
    "song_right": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e22",
    "segment": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e23",
    "part": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e24",
    "group": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9eb1",
    "group_member": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9eb2",
    "joined": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e31",
    "character": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e12",
    "character_variant": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e13",
    "double_character": "01970c2f-5c00-7a10-8f3e-2d1b6a4c9e14",
}
"""uids of entries that the examples speak of."""
DIGEST = "2c624232cdd221771294dfbb310aca000a0df6ac8b66b696d90ef06fdefb64a3"
"""SHA-256 of the release that the examples speak of."""

AI_USE = {
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
