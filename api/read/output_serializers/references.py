"""Short forms of entries, as others refer to them. `api.resources` declares the entries themselves in the same way: each class
gives the OpenAPI schema and, through `api.read.compiled_serializers`, the rows.

Every member is listed by name: what is not listed here cannot leak. A nested class is another entry's short form,
a nested list the rows that belong to the entry (`Meta.rows` says which of them are public), `Computed` a function
of columns. Members in `Meta.on_request` come only by `include`.
"""

from typing import Any, ClassVar

from rest_framework import serializers

from api.read.column_notes import Note
from api.read.edition_codes import EditionCode
from api.read.output_serializers.localised_names import (
    WordedEpisodeTitle,
    WordedLabel,
    WordedName,
    WordedTitle,
    label_field,
    name_order_field,
    name_script_field,
    note_localised_columns,
    title_kind_field,
)
from productions.models import (
    AISystem,
    Contributor,
    Credit,
    Cut,
    Department,
    Episode,
    JointLine,
    Production,
    Release,
    Role,
    Segment,
    Song,
)
from productions.shared.ending_choices import SongKind
from productions.shared.reader_texts import list_localised_columns

DISAMBIGUATION_NOTE = Note(
    "What tells it from others of the same name, in a few words.", absent="nobody said"
)


def text_field(help_text: str) -> Any:
    return serializers.CharField(help_text=help_text)


class AbsentCode(serializers.ChoiceField):
    """A code that may be absent, in a serializer that reads entries itself: compiled rows have null from the database."""

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(choices, allow_blank=True, **options)

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value) or None


class ProductionRef(WordedTitle, serializers.ModelSerializer[Production]):
    """A production, as others refer to it."""

    title_kind = title_kind_field(required=False)

    class Meta:
        model = Production
        fields = ("uid", "title", "title_kind", "year")
        in_other_words = ("title_kind",)
        notes: ClassVar = {
            "title": Note("The primary title."),
            "year": Note(absent="the year is not known", unit="years"),
        }


class JointLineRef(serializers.ModelSerializer[JointLine]):
    """A line of a roll that several credits share."""

    class Meta:
        model = JointLine
        fields = ("uid", "joiner")
        notes: ClassVar = {"joiner": Note(absent="a space")}


class EpisodeRef(WordedEpisodeTitle, serializers.ModelSerializer[Episode]):
    """An episode, as others refer to it."""

    class Meta:
        model = Episode
        fields = ("uid", "number", "title")
        in_other_words = ()
        notes: ClassVar = {
            "title": Note("Its title.", absent="it has none, or nobody entered it"),
        }

        @staticmethod
        def rows() -> Any:
            return Episode.objects.live().in_order()


class ReleaseRef(serializers.ModelSerializer[Release]):
    """A release, as others refer to it."""

    edition = EditionCode(absent="what all editions share")

    class Meta:
        model = Release
        fields = ("uid", "edition", "number", "issued_at")

        @staticmethod
        def rows() -> Any:
            return Release.objects.public().order_by("-number", "-pk")


class CutRef(serializers.ModelSerializer[Cut]):
    """A cut, as others refer to it."""

    class Meta:
        model = Cut
        fields = ("uid", "number")


class SongRef(serializers.ModelSerializer[Song]):
    """A song, as others refer to it."""

    kind = AbsentCode(SongKind.choices, help_text="Opening, ending, insert song …; null: not said.")

    class Meta:
        model = Song
        fields: tuple[str, ...] = ("uid", "kind", "title")
        notes: ClassVar = {
            "kind": Note(absent="nobody said which kind of song it is"),
            "title": Note("Its title, as it was written."),
        }


class SegmentRef(serializers.ModelSerializer[Segment]):
    """A segment, as others refer to it."""

    class Meta:
        model = Segment
        fields: tuple[str, ...] = ("uid", "kind", "title")
        notes: ClassVar = {
            "kind": Note("What it is: an opening, a recap, a preview …"),
            "title": Note("What the roll calls it.", absent="the roll calls it by its kind"),
        }


class ContributorRef(WordedName, serializers.ModelSerializer[Contributor]):
    """A person or an organization, as others refer to it."""

    name_script = name_script_field(required=False)
    name_order = name_order_field(required=False)

    class Meta:
        model = Contributor
        fields = ("uid", "kind", "name", "name_script", "name_order", "disambiguation")
        in_other_words = ("name_script", "name_order")
        notes: ClassVar = {
            "kind": Note("A person or an organization, never a machine."),
            "name": Note("The primary name."),
            "disambiguation": DISAMBIGUATION_NOTE,
        }


class DepartmentRef(WordedLabel, serializers.ModelSerializer[Department]):
    """A department, as others refer to it."""

    label = label_field(required=False)

    class Meta:
        model = Department
        fields = ("code", "label", *list_localised_columns(Department, "label"))
        in_other_words = ("label",)
        notes: ClassVar = note_localised_columns(Department, "label", "Its name in {language}.")


class RoleRef(WordedLabel, serializers.ModelSerializer[Role]):
    """A role, as others refer to it."""

    label = label_field(required=False)

    class Meta:
        model = Role
        fields = ("code", "label", *list_localised_columns(Role, "label"))
        in_other_words = ("label",)
        notes: ClassVar = note_localised_columns(Role, "label", "Its name in {language}.")


class StudioRef(serializers.ModelSerializer[Credit]):
    """A studio of a production, by the credit that says so."""

    contributor = ContributorRef(help_text="The organization.")
    role = RoleRef()

    class Meta:
        model = Credit
        fields = ("contributor", "role", "credited_as")
        rows = Credit.objects.of_studios


class AISystemRef(serializers.ModelSerializer[AISystem]):
    """An AI system, as others refer to it."""

    class Meta:
        model = AISystem
        fields = ("uid", "name", "vendor", "version")
        notes: ClassVar = {
            "name": Note("Its name."),
            "vendor": Note("Who makes it."),
            "version": Note("Its version.", absent="not known"),
        }


class UidsOut(serializers.ListField):
    """Entries by their uids alone."""

    child = serializers.UUIDField()
