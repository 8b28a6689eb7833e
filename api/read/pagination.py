"""How the schema describes pages; `api.read.list_views` makes them."""

from typing import Any

from rest_framework.pagination import BasePagination


class CursorPages(BasePagination):
    """`{"next", "previous", "results"}` by cursor: no drift while rows are added, no count unless asked for."""

    def get_paginated_response_schema(self, schema: Any) -> Any:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": link | {"description": "Address of the next page."},
                "previous": link | {"description": "Address of the page before."},
                "count": {"type": "integer", "description": "All entries; only with count=exact."},
                "results": schema,
            },
        }
