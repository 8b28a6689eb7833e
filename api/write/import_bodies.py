"""What comes along with a file that is imported, and what is answered."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import orjson
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.read.edition_codes import EditionCode
from api.read.output_serializers.import_plans import PlanOut
from api.write.field_readers import SelfReadingField, WrongValue, read_text
from api.write.input_serializers import Change
from api.write.request_bodies import MIB, Reference
from api.write.uploads import SentFile
from productions.interchange.sheets.workbook_limits import MAX_FILE_BYTES
from productions.models import Episode, Production
from productions.shared.intake_choices import ImportKind
from productions.shared.timecode import TimecodeError, parse_frame_rate

MAX_ANSWERS = 20_000
"""Choices or columns of one request."""


@extend_schema_field(OpenApiTypes.STR)
class JsonObjectField(SelfReadingField, serializers.CharField):
    """A JSON object whose values are texts, sent as a part of the body."""

    def read(self, value: Any) -> dict[str, str]:
        try:
            found = orjson.loads(read_text(value))
        except orjson.JSONDecodeError:
            raise WrongValue("Give a JSON object.") from None
        if not isinstance(found, dict) or len(found) > MAX_ANSWERS:
            raise WrongValue(f"Give a JSON object of at most {MAX_ANSWERS:,} members.")
        if any("\0" in text for pair in found.items() for text in map(read_text, pair)):
            raise WrongValue("A text in it has a NUL character; remove it.")
        return found


@extend_schema_field(OpenApiTypes.STR)
class RateTextField(SelfReadingField, serializers.CharField):
    """Frames a second, as 24 or 24000/1001."""

    def read(self, value: Any) -> Fraction:
        try:
            return parse_frame_rate(read_text(value))
        except TimecodeError as error:
            raise WrongValue(error.sentence) from None


class ImportIn(serializers.Serializer[Any]):
    """A file of credits, of cuts or of an edit for one production, or a catalogue of films, and what is said of it."""

    production = Reference(
        Production,
        required=False,
        help_text="uid of the production. A catalogue of films has none: each film becomes a production of yours.",
    )
    file = SentFile(
        help_text=f"At most {MAX_FILE_BYTES // MIB} MB; what it is, its content says. See docs/import.md."
    )
    kind = serializers.ChoiceField(
        ImportKind.choices,
        required=False,
        help_text="What the file is: credits, a list of cuts (cut_list), an edit whose clips are placed (placements), or films (catalogue). Without it the content decides; the list of an edit needs it.",
    )
    episode = Reference(
        Episode,
        required=False,
        help_text="uid of the episode that the file is of: of a credit sheet, the rows that say none.",
    )
    edition = EditionCode(
        required=False, help_text="placements: code of the edition. Without it what all editions share."
    )
    rate = RateTextField(
        required=False, help_text="placements: frames a second, as 24 or 24000/1001. An EDL does not say it."
    )
    start = serializers.CharField(
        required=False, max_length=40, help_text="placements: timecode of the first frame, as 01:00:00:00."
    )
    public = serializers.BooleanField(
        required=False, help_text="catalogue: true makes its films public productions."
    )
    dry_run = serializers.BooleanField(required=False, help_text="true: answer with the plan, store nothing.")
    accept = serializers.CharField(
        required=False,
        min_length=8,
        max_length=64,
        help_text="The digest of the plan that you have seen, or its beginning: it is entered as it proposes, without its problems.",
    )
    choices = JsonObjectField(
        required=False,
        help_text="JSON object: the answer by the key of a choice, or for all of a kind (person, split, kind, nobody, gone, cuts).",
    )
    columns = JsonObjectField(
        required=False,
        help_text="JSON object: the field of a column by its heading; an empty text leaves the column out. Kept for the next file.",
    )
    worksheet = serializers.CharField(
        required=False, max_length=200, help_text="Title of the sheet of a workbook to read; * for all."
    )
    hidden_rows = serializers.BooleanField(required=False, help_text="true: read rows that the file hides.")


class ImportOut(serializers.Serializer[Any]):
    """What was entered, or would be."""

    uid = serializers.UUIDField(
        allow_null=True, help_text="uid of the import, by which it is taken back; null of a dry run."
    )
    entered = serializers.IntegerField(
        help_text="Credits that were entered as drafts, cuts, placements or films that were added, or would be."
    )
    changed = serializers.IntegerField(help_text="Entries that were changed, or would be.")
    removed = serializers.IntegerField(
        help_text="Credits that were removed because you said so, placements that the edit has no more, or would be."
    )
    dry_run = serializers.BooleanField(help_text="Whether nothing was stored.")
    left_out = serializers.ListField(child=serializers.CharField(), help_text="The notes of the plan.")
    offers = serializers.ListField(child=serializers.CharField(), help_text="As in the plan.")
    announced = serializers.ListField(child=serializers.CharField(), help_text="As in the plan.")
    hints = serializers.ListField(child=serializers.CharField(), help_text="As in the plan.")
    plan = PlanOut(help_text="The plan that was entered, or would be.")


class UndoImportIn(Change):
    """Take an import back."""


class UndoneImportOut(serializers.Serializer[Any]):
    """What was taken back."""

    uid = serializers.UUIDField(help_text="uid of the import.")
    removed = serializers.IntegerField(
        help_text="Entries that it had made: credits, cuts, placements, films."
    )
    changed = serializers.IntegerField(help_text="Entries that say again what they said before it.")
    restored = serializers.IntegerField(help_text="Entries that it had removed.")
    left = serializers.ListField(
        child=serializers.CharField(), help_text="A sentence for each entry that stays as it is."
    )
