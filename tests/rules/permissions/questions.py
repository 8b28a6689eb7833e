"""The query strings that every address is asked with.

A new address that shows something only when it is asked for it needs a line in QUESTIONS.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import admin

from tests.rules.addresses import Door, list_questions, offered
from tests.rules.permissions.world import SCREEN, World

BEGINNINGS = {
    "production": ("Zukov",), "contributor": ("Ulmes", "Oskenw", "Neriv"), "affiliation": ("Ulmes",),
    "validated_by": ("Ulmes",), "ai_system": ("Wendrif",), "user": ("fendril",), "credit": ("Tolvan",),
    "episode": ("Quandr",), "cut": ("1",), "from_cut": ("1",), "to_cut": ("1",),
}  # fmt: skip
"""What is typed into the fields that offer entries; never a whole secret, which the page would repeat."""


def questions(door: Door, world: World) -> list[str]:
    """The query strings of GET; the answer to the first gives the row its sign."""
    if door.page == "autocomplete":
        fields = offered()
        # Every field with nothing typed, and each kind of entry by its beginning once: they answer from the same list.
        first = {name: model for model, name in reversed(fields)}
        return [
            urlencode({"app_label": "productions", "model_name": model, "field_name": name, "term": term})
            for model, name in fields
            for term in ("", *(BEGINNINGS.get(name, ()) if first[name] == model else ()))
        ]
    if door.page == "schema":
        return ["format=json", "format=yaml"]
    found = ["", *(QUESTIONS[door.page](world) if door.page in QUESTIONS else ())]
    if door.page.endswith("_changelist"):
        return found + list_of_staff(door, world)
    if door.is_staff:
        return found
    # A form by suffix has the members of its list.
    return found + (list_questions(door) if door.address.endswith("/") else [])


def list_of_staff(door: Door, world: World) -> list[str]:
    """A list of the staff as a file, a search of it, and the list and its file narrowed to the private production."""
    table = next(each for each in admin.site._registry if each._meta.model_name == door.word)
    words = BEGINNINGS.get(door.word, ("Zukov",)) if admin.site._registry[table].search_fields else ()
    asked = ["as=csv", *(urlencode({"q": word}) for word in words)]
    if "production" in admin.site.get_model_admin(table).find_narrowing_paths():
        asked.append(urlencode({"production__id__exact": world.this.pk}))
        asked.append(urlencode({"production": world.this.pk, "as": "csv"}))
    return asked


def of_previews(world: World) -> list[str]:
    return [urlencode({**SCREEN, "language": "ja", "release": world.rows["release"].pk})]


def of_frames(world: World) -> list[str]:
    page = f"http://testserver/ja/productions/{world.this.uid}/"
    return [urlencode({"url": page, "format": form}) for form in ("json", "xml")]


QUESTIONS: dict[str, Callable[[World], list[str]]] = {
    "oembed": of_frames,
    "production-list": lambda world: ["q=Zukov", "identifier=anilist:771055129"],
    "contributor-list": lambda world: ["q=Ulmes", "q=Neriv", "identifier=wikidata:Q993100771"],
    "credit-list": lambda world: ["q=Tolvan", f"production={world.this.uid}"],
    "ai-system-list": lambda world: ["q=Wendrif"],
    "proposal-list": lambda world: ["waiting=true"],
    "contributor-touched": lambda world: [f"into={world.rows['another'].uid}"],
    "changes": lambda world: ["after=0&limit=500"],
    "productions_event_changelist": lambda world: ["p=2", "p=3", "p=4"],
    "productions_production_preview": of_previews,
    "productions_production_preview_state": of_previews,
    "episode-at": lambda world: ["t=0f"],
    "production-at": lambda world: ["t=0f"],
    "episode-placements-diff": lambda world: ["to=broadcast"],
    "production-placements-diff": lambda world: ["to=broadcast"],
    "release-difference": lambda world: [f"since={world.rows['release'].uid}"],
    "production-difference": lambda world: [f"since={world.rows['release'].uid}"],
    "productions_production_ai": lambda world: ["role=key_animation"],
}
"""What an address is asked besides its plain address, by its name."""
