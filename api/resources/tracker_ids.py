"""Identifiers in the trackers of productions, for their members: `productions/{uid}/tracker-ids/`, and each of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django.urls import URLPattern, path
from rest_framework import serializers
from rest_framework.request import Request

from api.read.column_notes import Note
from api.read.compiled_queries import BY_UID, ListSource, make_named_column
from api.read.filter_fields import CodeParameter, FilterParameter, UidParameter
from api.read.filters import ParameterFilterSet
from api.read.output_serializers.references import ContributorRef, CutRef, EpisodeRef, ProductionRef
from api.resources.example_entries import UIDS
from api.write.input_serializers import Change
from api.write.request_bodies import Reference
from api.write.tokens import TokenToRead, require_signed_in
from api.write.views import WritableKind
from api.write.visibility import MembersList
from productions.models import Contributor, Cut, Episode, Production, TrackerId
from productions.people.services import tracker_ids
from productions.shared.intake_choices import Tracker


class TrackerIdEntry(serializers.ModelSerializer[TrackerId]):
    """What the tracker of a production calls one of its entries, for members."""

    production = ProductionRef()
    episode = EpisodeRef(allow_null=True)
    cut = CutRef(allow_null=True)
    contributor = ContributorRef(allow_null=True)

    class Meta:
        model = TrackerId
        fields: tuple[str, ...] = ("uid", "production", "episode", "cut", "contributor", "scheme", "value")
        notes: ClassVar = {
            "production": Note("Whose tracker it is."),
            "episode": Note("The episode that it identifies.", absent="it identifies something else"),
            "cut": Note("The cut that it identifies.", absent="it identifies something else"),
            "contributor": Note("Whom it identifies.", absent="it identifies something else"),
            "scheme": Note("Which tracker it is."),
            "value": Note("The identifier as that tracker writes it."),
        }


class TrackerIdFields(serializers.ModelSerializer[TrackerId]):
    class Meta:
        model = TrackerId
        fields: tuple[str, ...] = ("scheme", "value")


class TrackerIdIn(TrackerIdFields):
    production = Reference(Production, help_text="uid of the production whose tracker it is.")
    episode = Reference(
        Episode, required=False, allow_null=True, help_text="uid of the episode that it identifies, or …"
    )
    cut = Reference(Cut, required=False, allow_null=True, help_text="… uid of the cut, or …")
    contributor = Reference(
        Contributor,
        required=False,
        allow_null=True,
        help_text="… uid of the contributor. Without any of these: of the production itself.",
    )

    class Meta(TrackerIdFields.Meta):
        fields = ("production", "episode", "cut", "contributor", *TrackerIdFields.Meta.fields)


class TrackerIdChange(Change, TrackerIdFields):
    class Meta(TrackerIdFields.Meta):
        fields = (*TrackerIdFields.Meta.fields, "reason")


TRACKER_ID_KIND = WritableKind(
    "tracker-id",
    TrackerId,
    TrackerIdEntry,
    tracker_ids.add_tracker_id,
    TrackerIdIn,
    tracker_ids.update_tracker_id,
    TrackerIdChange,
)
TRACKER_ID_EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "TrackerIdIn": {
        "production": UIDS["production"],
        "episode": UIDS["episode"],
        "scheme": "kitsu",
        "value": "a24a6ea4-ce75-4665-a070-57453082c256",
    },
    "PatchedTrackerIdChange": {"value": "a24a6ea4-ce75-4665-a070-57453082c257"},
}


class TrackerIdFilter(ParameterFilterSet):
    scheme = CodeParameter("scheme", "Tracker", Tracker.values)
    value = FilterParameter("value", "The identifier, exactly")
    episode = UidParameter("episode__uid", "uid of the episode")
    cut = UidParameter("cut__uid", "uid of the cut")
    contributor = UidParameter("contributor__uid", "uid of the contributor")

    class Meta:
        model = TrackerId
        fields: tuple[str, ...] = ()


class ProductionTrackerIds(MembersList):
    """What the tracker of a production calls it, its episodes, its cuts and its people: for members alone."""

    permission_classes = (TokenToRead,)
    heeded_headers = ()
    of = Production
    summary = "List the tracker identifiers of a production"

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        require_signed_in(request)
        return super().get(request, *args, **kwargs)


SOURCE = ListSource(
    TrackerId.objects.none(),
    TrackerIdEntry,
    TrackerIdFilter.base_filters,
    MappingProxyType({**BY_UID, "value": ("scheme", "value", "uid")}),
    make_named_column("production__uid"),
)
"""Nobody without a token has any."""


def tracker_id_paths() -> list[URLPattern]:
    listing = ProductionTrackerIds.as_view(declared=SOURCE, description=ProductionTrackerIds.__doc__)
    return [path("productions/<uuid:uid>/tracker-ids/", listing, name="production-tracker-ids")]
