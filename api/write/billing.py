"""The order of a roll, given by hand: `productions/{uid}/billing/` and `episodes/{uid}/billing/`, for members.

The public reads an order in lists with `ordering=roll` and in releases.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

import orjson
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.http.problem_schemas import PROBLEM_RESPONSES
from api.http.responses import encode_json
from api.read.edition_codes import EDITION_TEXT, EditionCode
from api.read.filters import refuse_unknown_parameters
from api.read.roll_order import find_roll_part
from api.write.field_readers import SelfReadingField, WrongValue, parse_or_none, parse_uid
from api.write.idempotency import StoredAnswer
from api.write.if_match import ANY_VERSION, PreconditionFailed, format_etag, read_if_match
from api.write.input_serializers import Change
from api.write.request_bodies import MIB, BadBody, Reference, read_body
from api.write.schema import IF_MATCH_REQUIRED, list_write_problems
from api.write.tokens import TokenToRead, require_signed_in
from api.write.views import WriteView
from api.write.visibility import make_not_found_for_member
from productions.catalogue.services.editions import KnownEditions
from productions.credits.services.billing import order_credits, read_billing, read_version
from productions.models import Credit, Episode, Production
from productions.operations.services.transactions import run_in_transaction
from productions.releases.services.moved_credits import move_credit
from productions.shared.choices import MembershipLevel
from productions.users import access

BILLING_EDITION = OpenApiParameter(
    "edition",
    {"type": "string"},
    description=f"{EDITION_TEXT} Without it, the roll of all.",
)


class UidListField(SelfReadingField, serializers.ListField):
    """A list of uids."""

    child = serializers.UUIDField()

    def read(self, value: Any) -> list[UUID]:
        """The uids. Raises WrongValue."""
        if not isinstance(value, list):
            raise WrongValue("Give a list.")
        uids = [parse_or_none(parse_uid, each) for each in value]
        if None in uids:
            raise WrongValue(f"Give uids; the one at {uids.index(None)} is none.")
        return [uid for uid in uids if uid is not None]


class BillingOut(serializers.Serializer[Any]):
    """The order of one roll."""

    production = serializers.UUIDField(help_text="uid of the production.")
    episode = serializers.UUIDField(allow_null=True, help_text="uid; null: the roll of the whole production.")
    edition = EditionCode(absent="every edition that has no order of its own")
    version = serializers.IntegerField(
        allow_null=True,
        help_text="Counts the changes of the order. Null: this roll has no order of its own; where `credits` are listed they "
        "stand in the order for every edition or in those of the episodes.",
    )
    credits = serializers.ListField(
        child=serializers.UUIDField(),
        help_text="uids of those that were given a place, the first one first; all others stand by the role vocabulary.",
    )


class BillingChange(Change):
    credits = UidListField(
        required=False,
        help_text="uids of credits of the roll, the first one first. Those that are not listed lose their place.",
    )
    move = Reference(
        Credit,
        required=False,
        help_text="Instead of `credits`: uid of one credit that gets another place. All others keep theirs.",
    )
    before = Reference(
        Credit,
        required=False,
        allow_null=True,
        help_text="With `move`: uid of the credit in front of which it stands then; null: at the end.",
    )


class BillingView(WriteView):
    """The order of the roll that the address names."""

    permission_classes = (TokenToRead,)
    largest_body: ClassVar[int] = MIB  # some 25,000 uids
    answer_headers = ("Cache-Control", "ETag")
    of: type[Production] | type[Episode]

    def list_write_headers(self, status: int) -> tuple[str, ...]:
        return ("ETag",) if status == 200 else ()

    def find_roll(self, request: Request, uid: UUID) -> dict[str, Any]:
        """The production, episode and edition whose roll is asked for. Raises 404 and its kin, ValidationError."""
        user = require_signed_in(request)
        refuse_unknown_parameters(request, {"edition"})
        edition = request.query_params.get("edition", "")
        part = find_roll_part(self.of, uid)
        if part is None or not self.of.objects.visible_to(user).filter(uid=uid).exists():
            raise make_not_found_for_member(self.of, uid, request)
        production = part.production if isinstance(part, Episode) else part
        if problem := KnownEditions(production).find_problem(edition):
            raise ValidationError({"edition": [problem]})
        return {
            "production": production,
            "episode": part if isinstance(part, Episode) else None,
            "edition": edition,
        }

    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        return answer_billing(self.find_roll(request, uid)).response()

    def patch(self, request: Request, uid: UUID) -> HttpResponseBase:
        user, roll = require_signed_in(request), self.find_roll(request, uid)
        versions = read_if_match(request)
        values = read_body(BillingChange, request.data, user, partial=True)
        refuse_mixed_order(values)

        def work() -> StoredAnswer:
            access.require_level(user, roll["production"], MembershipLevel.EDITOR)  # before anything is told
            version = read_version(**roll)
            if ANY_VERSION not in versions and str(version) not in versions:
                raise PreconditionFailed(orjson.loads(answer_billing(roll).body), version)
            how: dict[str, Any] = {
                "by": user,
                "now": timezone.now(),
                "expected_version": version,
                "reason": values.get("reason", ""),
            }
            if "credits" in values:
                order_credits(**roll, credits=find_credits(roll["production"], values["credits"]), **how)
            elif "move" in values:
                move_credit(values["move"], before=values["before"], **roll, **how)
            return answer_billing(roll)

        return run_in_transaction(work).response()


def refuse_mixed_order(values: Mapping[str, Any]) -> None:
    """Raise BadBody for a whole order beside a move, and for half a move."""
    problem = ""
    if "credits" in values and "move" in values:
        problem = "Give the whole order in credits, or one credit in move; not both."
    elif ("move" in values) != ("before" in values):
        problem = (
            "A move says in `move` which credit, and in `before` in front of which one; null is the end."
        )
    if problem:
        raise BadBody([{"pointer": "/move", "detail": problem}])


def find_credits(production: Production, uids: list[UUID]) -> list[Credit]:
    """The credits of a production in the order of their uids. Raises BadBody for each that is not there."""
    rows = Credit.objects.current().filter(production=production, uid__in=uids)
    known = {credit.uid: credit for credit in rows}
    problems = [
        {"pointer": f"/credits/{place}", "detail": f"There is no credit {uid} in this production."}
        for place, uid in enumerate(uids)
        if uid not in known
    ]
    if problems:
        raise BadBody(problems, status=422)
    return [known[uid] for uid in uids]


def answer_billing(roll: dict[str, Any]) -> StoredAnswer:
    """The order as it is now, with its ETag."""
    version, places = read_version(**roll), read_billing(**roll).places
    uids = dict(Credit.objects.of_roll(**roll).order_by().values_list("pk", "uid"))
    episode = roll["episode"]
    body = {
        "production": roll["production"].uid,
        "episode": episode and episode.uid,
        "edition": roll["edition"] or None,
        "version": version or None,
        "credits": [uids[key] for key in places if key in uids],
    }
    return StoredAnswer(200, encode_json(body), {"ETag": format_etag(version)})


def describe_billing(of: str) -> Any:
    """Both methods in the schema."""
    return extend_schema_view(
        get=extend_schema(
            operation_id=f"{of}s_billing_retrieve",
            summary=f"Get the billing order of {'an episode' if of == 'episode' else 'a production'}",
            description="The order that the roll was given, for members. Drafts are in it.",
            parameters=[BILLING_EDITION],
            responses={200: BillingOut, **PROBLEM_RESPONSES},
        ),
        patch=extend_schema(
            operation_id=f"{of}s_billing_partial_update",
            summary=f"Give the roll of {'an episode' if of == 'episode' else 'a production'} its billing order",
            description="For editors: the credits of the roll from the first to the last, across roles and departments, all at once; or with `move` and `before` one credit, which gets another place while all others keep "
            "the places that they have in the roll. "
            'The ETag of a roll without an order of its own is `"0"`.',
            parameters=[BILLING_EDITION, IF_MATCH_REQUIRED],
            request=BillingChange,
            responses={200: BillingOut, **list_write_problems(404, 410, 412, 428)},
        ),
    )


@describe_billing("production")
class ProductionBilling(BillingView):
    __doc__ = BillingView.__doc__
    of = Production


@describe_billing("episode")
class EpisodeBilling(BillingView):
    __doc__ = BillingView.__doc__
    of = Episode


def billing_paths() -> list[URLPattern]:
    return [
        path("productions/<uuid:uid>/billing/", ProductionBilling.as_view(), name="production-billing"),
        path("episodes/<uuid:uid>/billing/", EpisodeBilling.as_view(), name="episode-billing"),
    ]
