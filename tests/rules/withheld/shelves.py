"""What is looked through beside the doors: every column of every table, every file, what commands say, the log."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import BooleanField, DateField, ForeignKey, Model

from productions.models import Contributor, Event, Release
from productions.releases.services.renditions import get_rendition
from tests.rules.needles import Needles, contents
from tests.rules.withheld.person import JOINER_LABEL, LANGUAGE_LABEL, LOOKALIKE, NAME_LANGUAGE
from tests.rules.withheld.story import Story

ALLOWED = {
    # Who the person is: the shared entry, which productions without a wish go on naming.
    "contributor": {"*"},
    "contributorname": {"*"},
    "externalid": {"*"},
    # What the production's tracker calls them: told to nobody while the wish holds.
    "trackerid": {"contributor", "value"},
    # Who belongs to a group: told to nobody while the wish holds.
    "groupmembership": {"member"},
    # What the production keeps of the person in private, for its editors.
    "contributordetails": {"contributor", "email", "note"},
    # Which entry an event or a redirect is about; the ledger's private side.
    "event": {"entity_uid"},
    "redirect": {"from_uid", "to_uid"},
    # Whose wish it is, and what they said: private evidence.
    "evidence": {"stated_by", "text"},
    "wish": {"person"},
    # What a credit said before, and who looked at an AI use: beside the row, for approvers.
    "credit": {"withheld_as"},
    "aiuse": {"validated_by"},
    "aideclaration": {"declared_by", "wording", "note"},
    # A file, by the name that staff gave it.
    "importbatch": {"filename"},
    # What somebody claimed and who they said they are, and the words of whoever decided it: private, for approvers.
    "claim": {"claimant_name", "claimant_email", "message", "contributor", "decision", "without_act"},
    # What somebody wants done to the person's own entry, until it is decided.
    "proposal": {"entity_uid", "also_uid", "arguments"},
    # Which entries a merge made one, and by their keys the rows that moved: for its undo, shown to nobody.
    "undoable": {"entity_uid", "into_uid", "lines"},
    # The whole issue as it was signed, with its annex: for approvers; `packed` is what the public gets.
    "release": {"document", "annex"},
    # The same issue's people, for differences, whose answer goes by the wishes that hold.
    "releasepeople": {"packed"},
}
"""Columns in which the person's private truth stays, by table; everything else is looked through."""
OWN_ENTRY = {"contributor", "contributorname", "externalid", "importbatch"}
"""Entries whose own history goes on telling what they are."""
JOINT_ENTRY = "jointline"
"""A joint line keeps its joiner, and no credit that says whose line it was."""
WORDLESS = (BooleanField, DateField)
FILES = "files under MEDIA_ROOT"


def find_rows(needles: Needles, story: Story) -> Iterator[tuple[str, type[Model], Any, frozenset[str]]]:
    """Each value of a table that names the person: `table.column`, the model, the row's key, and by what."""
    keys = {story.person.pk, story.double.pk}
    for model in apps.get_models():
        table = str(model._meta.model_name)
        allowed = ALLOWED.get(table, set())
        columns = [
            field
            for field in model._meta.concrete_fields
            if not ({"*", field.name} & allowed or isinstance(field, WORDLESS))
        ]
        for row in model._base_manager.all():
            if model is Event and row.entity_type in OWN_ENTRY:
                continue
            for field in columns:
                if field.name == "search_key" and getattr(row, "credited_as", "") == LOOKALIKE:
                    continue  # search folds the one character by which another person's name differs
                value = getattr(row, field.attname)
                if isinstance(field, ForeignKey) and field.related_model is Contributor:
                    found = frozenset({"contributor's key"} if value in keys else ())
                else:
                    found = needles.found(as_bytes(value))
                if JOINT_ENTRY in (table, getattr(row, "entity_type", "")):
                    found -= {JOINER_LABEL}
                yield f"{table}.{field.name}", model, row.pk, found


def as_bytes(value: Any) -> bytes:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str).encode()
    return str(value).encode("utf-8", "surrogatepass")


def find_files(needles: Needles) -> Iterator[tuple[str, frozenset[str]]]:
    """Each file of the site and what it names, by its kind."""
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if path.is_file():
            kind = path.name if path.parent.name != "exports" else path.name.partition(".")[2]
            yield f"{FILES}: {kind}", needles.found(path.name) | needles.found(path.read_bytes())


def find_name_languages(story: Story) -> Iterator[tuple[str, frozenset[str]]]:
    """Each roll of the film as people get it, and whether it says the language of a name: nobody else's is recorded."""
    for release in Release.objects.filter(production=story.production):
        yield "issue", look_for_language(get_rendition(release).document.encode())
    for path in sorted(Path(settings.MEDIA_ROOT, "exports").iterdir()):
        yield path.name.partition(".")[2], look_for_language(path.read_bytes())


def look_for_language(data: bytes) -> frozenset[str]:
    told = any(NAME_LANGUAGE.encode() in part for part in contents(data))
    return frozenset({LANGUAGE_LABEL} if told else ())


def run_commands(story: Story, folder: Path) -> Iterator[tuple[str, bytes]]:
    """What the commands about rolls say and write."""
    for language in ("ja", "en"):
        for name, working in (("txt", False), ("json", False), ("csv", True)):
            out, said = folder / f"roll.{language}.{name}", StringIO()
            options = {"format": [name], "language": language, "working": working, "out": out}
            call_command("export_roll", str(story.production.uid), stdout=said, stderr=said, **options)
            yield f"export_roll --format {name}", said.getvalue().encode() + out.read_bytes()
        said = StringIO()
        call_command("check_roll", str(story.production.uid), language=language, stdout=said, stderr=said)
        yield "check_roll", said.getvalue().encode()


class Leaks:
    """Where the person is named: by place, who saw it there, and what of them; and how many places were looked at."""

    def __init__(self) -> None:
        self.looked: dict[str, int] = defaultdict(int)
        self.found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def look(self, kind: str, place: str, seen: str, labels: frozenset[str]) -> None:
        self.looked[kind] += 1
        if labels:
            self.found[f"{kind}: {place}"][seen] |= labels

    def told(self) -> str:
        """A line for each place, with who saw what there."""
        lines = []
        for place, by in sorted(self.found.items()):
            same: dict[str, list[str]] = defaultdict(list)
            for seen, labels in sorted(by.items()):
                same[", ".join(sorted(labels))].append(seen)
            lines += [f"{place} [{', '.join(filter(None, seen))}] {labels}" for labels, seen in same.items()]
        return "\n".join(lines)
