"""`POST credits/batch/`: up to 5,000 credits of one production in one request, all or nothing unless asked otherwise."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from api.http.errors import list_refusal_errors
from api.http.problem_schemas import MistakeOut
from api.http.responses import encode_json
from api.read.filters import refuse_unknown_parameters
from api.resources.ai_uses import AIUseFields
from api.resources.credits import CreditFields
from api.write.idempotency import StoredAnswer, run_once
from api.write.request_bodies import (
    MIB,
    BadBody,
    BodyProblem,
    Reference,
    find_referenced_entries,
    get_body_reader,
)
from api.write.schema import IDEMPOTENCY_KEY, list_write_problems
from api.write.tokens import require_signed_in
from api.write.views import WriteView
from productions.credits.services.bulk_credits import enter_credits, enter_good_credits
from productions.ledger.services.bulk_insert import pause_garbage_collection
from productions.models import Credit, Production, User

MAX_BATCH_ROWS = 5000


class TooManyRows(BadBody):
    """413: more rows than one request takes."""

    def __init__(self, count: int) -> None:
        sentence = f"There are {count:,} rows; send at most {MAX_BATCH_ROWS:,} at once."
        super().__init__([{"pointer": "/rows", "detail": sentence}], status=413)


class CreditRow(CreditFields):
    """One row of a batch: a credit of its production, with its AI uses."""

    ai_uses = AIUseFields(many=True, required=False)

    class Meta(CreditFields.Meta):
        fields = (*CreditFields.Meta.fields, "ai_uses")


class BatchIn(serializers.Serializer[Any]):
    """Many credits of one production at once."""

    production = Reference(Production, help_text="uid of the production.")
    atomic = serializers.BooleanField(
        required=False, help_text="true, as without it: all rows or none. false: the good rows are entered."
    )
    rows = CreditRow(many=True, help_text="At most 5,000.")


ENTERED, REFUSED = "entered", "refused"
"""What becomes of a row; it tells which members the row of the answer has."""


@extend_schema_field({"type": "string", "const": ENTERED})
class EnteredField(serializers.CharField):
    """Always the same word."""


@extend_schema_field({"type": "string", "const": REFUSED})
class RefusedField(serializers.CharField):
    """Always the same word."""


class EnteredRow(serializers.Serializer[Any]):
    """A row that has become a credit."""

    outcome = EnteredField(help_text="Tells the two kinds of row apart.")
    index = serializers.IntegerField(help_text="Its place in `rows`, from 0.")
    uid = serializers.UUIDField(help_text="uid of the new credit.")


class RefusedRow(serializers.Serializer[Any]):
    """A row that has mistakes."""

    outcome = RefusedField(help_text="Tells the two kinds of row apart.")
    index = serializers.IntegerField(help_text="Its place in `rows`, from 0.")
    errors = MistakeOut(many=True, help_text="Everything that is wrong with it.")  # type: ignore[assignment]


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="BatchRow",
        serializers={ENTERED: EnteredRow, REFUSED: RefusedRow},
        resource_type_field_name="outcome",
        many=True,
    )
)
class RowsOut(serializers.ListField):
    """The rows of the answer."""


class BatchOut(serializers.Serializer[Any]):
    """What became of a batch."""

    entered = serializers.IntegerField(help_text="Rows that have become credits.")
    refused = serializers.IntegerField(help_text="Rows that have mistakes.")
    rows = RowsOut(help_text="What became of each row, in their order.")


class BatchView(WriteView):
    """Many draft credits at once: the same rules as one by one, one event each."""

    answers_with_entry = False

    largest_body = 8 * MIB

    @extend_schema(
        operation_id="credits_batch",
        summary="Create many credits at once",
        parameters=[IDEMPOTENCY_KEY],
        request=BatchIn,
        responses={200: BatchOut, 201: BatchOut, **list_write_problems(409)},
    )
    def post(self, request: Request) -> HttpResponseBase:
        user = require_signed_in(request)
        refuse_unknown_parameters(request, ())
        with pause_garbage_collection():
            return run_once(request, lambda: enter_batch(request.data, user))


def read_batch_frame(body: Any, frame: list[BodyProblem]) -> tuple[dict[str, Any], list[Any]]:
    """What stands beside the rows, and the rows as they were sent. Raises BadBody, TooManyRows."""
    if not isinstance(body, dict):
        raise BadBody([{"pointer": "", "detail": "Give an object with members."}])
    whole = get_body_reader(BatchIn).read({**body, "rows": []}, frame)
    rows = body.get("rows", [])
    if not isinstance(rows, list):
        frame.append({"pointer": "/rows", "detail": "Give a list."})
    elif len(rows) > MAX_BATCH_ROWS:
        raise TooManyRows(len(rows))
    elif not rows:
        frame.append({"pointer": "/rows", "detail": "Give one row or more."})
    if frame:
        raise BadBody(frame)
    return whole, rows


def enter_batch(body: Any, user: User) -> StoredAnswer:
    """Read the rows and enter them. All or nothing: 201, or 400 or 422 with every row's mistakes. Else: 200 with them."""
    frame: list[BodyProblem] = []
    whole, rows = read_batch_frame(body, frame)
    form = get_body_reader(CreditRow)
    malformed: list[BodyProblem] = []
    values = [form.read(row, malformed, at=f"/rows/{index}") for index, row in enumerate(rows)]
    get_body_reader(BatchIn).put(
        whole, find_referenced_entries(get_body_reader(BatchIn), [whole], user), frame
    )
    if frame:
        raise BadBody(frame, status=422)
    if whole.get("atomic", True) and malformed:
        raise BadBody(malformed)
    found = find_referenced_entries(form, values, user)
    absent: list[BodyProblem] = []
    for index, row in enumerate(values):
        form.put(row, found, absent, f"/rows/{index}")
    now = timezone.now()
    if whole.get("atomic", True):
        if absent:
            raise BadBody(absent, status=422)
        credits = enter_credits(whole["production"], values, by=user, now=now)
        return build_batch_outcome(dict(enumerate(credits)), {}, status=201)
    mistakes = group_by_row([*malformed, *absent])
    good = [index for index in range(len(rows)) if index not in mistakes]
    entered, refused = enter_good_credits(
        whole["production"], [values[index] for index in good], by=user, now=now
    )
    for bad in refused:
        index = good[bad.index]
        mistakes[index] = list_refusal_errors(bad.refusal, f"/rows/{index}")
    return build_batch_outcome(
        {good[place]: credit for place, credit in entered.items()}, mistakes, status=200
    )


def group_by_row(found: list[BodyProblem]) -> dict[int, list[BodyProblem]]:
    """Mistakes by the row that they point into."""
    rows: defaultdict[int, list[BodyProblem]] = defaultdict(list)
    for problem in found:
        rows[int(problem["pointer"].split("/")[2])].append(problem)
    return dict(rows)


def build_batch_outcome(
    entered: dict[int, Credit], mistakes: dict[int, list[BodyProblem]], *, status: int
) -> StoredAnswer:
    """The outcome of each row, in their order."""
    rows: list[dict[str, Any]] = [
        {"outcome": ENTERED, "index": index, "uid": credit.uid} for index, credit in entered.items()
    ]
    rows += [{"outcome": REFUSED, "index": index, "errors": errors} for index, errors in mistakes.items()]
    rows.sort(key=lambda row: row["index"])
    return StoredAnswer(
        status, encode_json({"entered": len(entered), "refused": len(mistakes), "rows": rows})
    )
