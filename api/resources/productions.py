"""Productions with their titles."""

from typing import Any, ClassVar

from django.db.models import OuterRef
from rest_framework import serializers

from api.read.column_notes import Note
from api.read.compiled_serializers import Computed
from api.read.filter_fields import (
    ChoiceParameter,
    CodeParameter,
    UidParameter,
    YearParameter,
)
from api.read.filters import ExternalIdParameter, ParameterFilterSet, UpdatedAfterParameter
from api.read.known_codes import KnownCodeParameter
from api.read.output_serializers.localised_names import (
    WordedTitle,
    title_kind_field,
)
from api.read.output_serializers.references import (
    EpisodeRef,
    ProductionRef,
    ReleaseRef,
    StudioRef,
    text_field,
)
from api.read.output_serializers.training_mining import TrainingMiningOut, training_mining_field
from api.read.resource import make_search_orderings
from api.read.search_parameters import SearchParameter
from api.read.updated_at import make_updated_at
from api.resources.example_entries import UIDS
from api.resources.external_ids import WorkIdOut
from api.resources.resource import Resource
from api.resources.tracker_ids import TRACKER_ID_EXAMPLES, TRACKER_ID_KIND
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from api.write.views import WritableKind
from productions.catalogue.services import productions as works
from productions.models import (
    Credit,
    Production,
    ProductionTitle,
    Role,
)
from productions.shared.choices import AIState, ProductionKind, TitleKind
from productions.shared.identifiers import PRODUCTION


class TitleOut(serializers.ModelSerializer[ProductionTitle]):
    """One title of a production."""

    class Meta:
        model = ProductionTitle
        fields: tuple[str, ...] = ("uid", "text", "kind", "primary")
        rows = ProductionTitle.objects.live
        notes: ClassVar = {
            "text": Note("The title."),
            "kind": Note("Which of its titles it is: by language or script."),
            "primary": Note("Whether lists show this one."),
        }


class ProductionOut(WordedTitle, serializers.ModelSerializer[Production]):
    """A production with its titles."""

    title_kind = title_kind_field(required=False)
    titles = TitleOut(many=True)
    frame_rate = Computed(
        text_field("Frames per second as a fraction, e.g. 24000/1001."),
        of=("fps_num", "fps_den"),
        get=lambda above, below: f"{above}/{below}",
    )
    external_ids = WorkIdOut(many=True)
    training_mining = training_mining_field(
        "What its makers say about the use of the work for AI. Empty: nothing was said."
    )
    episodes = EpisodeRef(many=True, required=False, help_text="Only with include=episodes.")
    releases = ReleaseRef(many=True, required=False, help_text="Only with include=releases; newest first.")
    studios = StudioRef(
        many=True,
        required=False,
        help_text="Only with include=studios: organizations that a confirmed credit names as animation_production or "
        "production_company, each once. Empty: no credit says so.",
    )
    updated_at = make_updated_at()

    class Meta:
        model = Production
        fields: tuple[str, ...] = (
            "uid", "kind", "title", "title_kind", "titles", "year", "released_on", "frame_rate", "invented", "remark",
            "remark_language", "training_mining", "external_ids", "updated_at", "episodes", "releases", "studios",
        )  # fmt: skip
        on_request = ("updated_at", "episodes", "releases", "studios")
        in_other_words = ("title_kind",)
        notes: ClassVar = {
            "kind": Note("What sort of work it is."),
            "title": Note("The primary title."),
            "titles": Note("All its titles, the primary one too."),
            "year": Note(absent="the year is not known", unit="years"),
            "released_on": Note("Day of first release.", absent="not known, or known by its year alone"),
            "frame_rate": Note(unit="frames per second"),
            "remark": Note(absent="there is nothing to remark"),
            "remark_language": Note("The language of that (BCP 47).", absent="nobody said"),
            "training_mining": Note(
                "What its makers say about the use of the work for AI.", absent="nothing was said"
            ),
            "external_ids": Note("Its identifiers in other registries, and those of its editions."),
        }


class ProductionWritten(ProductionOut):
    """A production as whoever wrote it is answered."""

    class Meta(ProductionOut.Meta):
        fields = (*ProductionOut.Meta.fields, "visibility", "public_from")


class TitleEntry(TitleOut):
    """One title with its production."""

    production = ProductionRef()

    class Meta(TitleOut.Meta):
        fields = ("uid", "production", "text", "kind", "primary")


def list_credits_of_row() -> Any:
    """The public credits of the listed production: whoever withheld their name is not found by them (H16)."""
    return Credit.objects.public().filter(production=OuterRef("pk"))


class ProductionFilter(ParameterFilterSet):
    uid = UidParameter("uid", "uids of entries, to fetch many at once")
    q = SearchParameter("Title in any script, or an identifier elsewhere", PRODUCTION)
    kind = CodeParameter("kind", "Kind", ProductionKind.values)
    year = YearParameter("year", "Year of first release: 1995, 1990-1999, several by comma")
    external_id = ExternalIdParameter("production", "An identifier elsewhere, as in eidr:10.5240/…")
    person = UidParameter(
        "contributor__uid",
        "With a credit of these contributors (uids); with role and ai, one credit that is all of it",
    ).through(list_credits_of_row)
    role = KnownCodeParameter("role__code", "With a credit in these roles (codes)", Role).through(
        list_credits_of_row
    )
    ai = ChoiceParameter(
        "in_ai_state",
        "With a credit for whose work AI was used, or declared not used, or nobody asked; it says nothing of the other credits",
        AIState.values,
    ).through(list_credits_of_row)
    updated_after = UpdatedAfterParameter("production")

    class Meta:
        model = Production
        fields: tuple[str, ...] = ()


class ProductionFields(serializers.ModelSerializer[Production]):
    training_mining = TrainingMiningOut(
        many=True,
        required=False,
        help_text="What its makers say about the use of the work for AI; it takes the place of all that was said before. Empty: nothing.",
    )

    class Meta:
        model = Production
        fields: tuple[str, ...] = (
            "kind", "released_on", "year", "fps_num", "fps_den", "visibility", "public_from", "invented", "remark",
            "remark_language", "training_mining",
        )  # fmt: skip


class ProductionIn(ProductionFields):
    title = serializers.CharField(help_text="The primary title.")
    title_kind = serializers.ChoiceField(TitleKind.choices, required=False)
    title_kana = serializers.CharField(required=False, help_text="Its reading in kana, which orders lists.")

    class Meta(ProductionFields.Meta):
        fields = ("title", "title_kind", "title_kana", *ProductionFields.Meta.fields)


class ProductionChange(Change, ProductionFields):
    class Meta(ProductionFields.Meta):
        fields = (*ProductionFields.Meta.fields, "reason")


class TitleFields(serializers.ModelSerializer[ProductionTitle]):
    class Meta:
        model = ProductionTitle
        fields: tuple[str, ...] = ("text", "kind", "primary")


class TitleIn(TitleFields):
    production = Reference(Production, help_text="uid of the production.")

    class Meta(TitleFields.Meta):
        fields = ("production", *TitleFields.Meta.fields)


class TitleChange(Change, TitleFields):
    class Meta(TitleFields.Meta):
        fields = (*TitleFields.Meta.fields, "reason")


TITLE_KIND = WritableKind(
    "title", ProductionTitle, TitleEntry, works.add_title, TitleIn, works.update_title, TitleChange
)

RESOURCE = Resource(
    name="production",
    text="Public productions.",
    rows=Production.objects.public(),
    representation=ProductionOut,
    filters=ProductionFilter,
    orderings=make_search_orderings("title"),
    create=works.create_production,
    create_body=ProductionIn,
    change=works.update_production,
    change_body=ProductionChange,
    written=ProductionWritten,
    written_parts=(TITLE_KIND, TRACKER_ID_KIND),
    examples={
        **TRACKER_ID_EXAMPLES,
        "ProductionIn": {
            "title": "星くず郵便局",
            "title_kana": "ほしくずゆうびんきょく",
            "kind": "series",
            "year": 2026,
        },
        "PatchedProductionChange": {"year": 2027, "reason": "The broadcast has moved."},
        "TitleIn": {"production": UIDS["production"], "text": "The Stardust Post Office", "kind": "english"},
        "PatchedTitleChange": {"primary": True},
    },
)
