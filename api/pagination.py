"""Pages of 25, at most 100, by cursor: no count, no drift while rows are added."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response


class CursorPages(CursorPagination):
    """`{"next", "previous", "results"}`; `page_size` 1 to 100; ordered by the view's `ordering`."""

    page_size = 25
    max_page_size = 100
    page_size_query_param = "page_size"
    ordering = ("uid",)

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...]:
        return tuple(getattr(view, "ordering", self.ordering))

    def get_page_size(self, request: Request) -> int | None:
        text = request.query_params.get("page_size", "")
        if not text:
            return self.page_size
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= self.max_page_size):
            raise ValidationError({"page_size": [f"A page has 1 to {self.max_page_size} entries."]})
        return int(text)

    def decode_cursor(self, request: Request) -> Any:
        try:
            return super().decode_cursor(request)
        except Exception as error:
            raise ValidationError(
                {"cursor": ["This cursor is not one of ours; start without it."]}
            ) from error

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data})
