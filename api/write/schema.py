"""Headers and refusals of writes, as the schema has them."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.utils import OpenApiParameter, extend_schema

from api.http.errors import PROBLEM_MEDIA_TYPE
from api.http.problem_schemas import PROBLEM_RESPONSES, ProblemOut


class ReferenceField(OpenApiSerializerFieldExtension):
    """A reference is a uid, or the code of a role."""

    target_class = "api.write.request_bodies.Reference"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Any:
        if self.target.by_code:
            return {"type": "string", "pattern": "^[a-z0-9_]{1,60}$"}
        return {"type": "string", "format": "uuid"}


IF_MATCH_REQUIRED = OpenApiParameter(
    "If-Match", str, "header", required=True, description='The entry\'s ETag as you read it: `"3"`.'
)
IF_MATCH_OPTIONAL = OpenApiParameter(
    "If-Match", str, "header", description='Only if the entry is still in this version: `"3"`.'
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "maxLength": 255},
    "header",
    description="The same key and body again are answered with the first answer, for a day.",
)
REASON_PARAMETER = OpenApiParameter(
    "reason", {"type": "string", "minLength": 1}, required=True, description="Why."
)


REMOVAL_TEXT = "Remove the entry; a tombstone with the reason stays. Below it, undo-removal takes it back."


def document_removal(summary: str) -> Any:
    """DELETE in the schema."""
    return extend_schema(
        summary=summary,
        description=REMOVAL_TEXT,
        parameters=[IF_MATCH_REQUIRED, REASON_PARAMETER],
        responses={204: None, **list_write_problems(404, 410, 412, 428)},
    )


def list_write_problems(*statuses: int) -> dict[Any, Any]:
    """The refusals of a write, for the schema."""
    return PROBLEM_RESPONSES | {
        (status, PROBLEM_MEDIA_TYPE): ProblemOut for status in (403, 413, 415, 422, *statuses)
    }
