"""What the API answers with in place of what was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import APIException


class ApiProblem(APIException):
    """A problem (RFC 9457) of our own; its classes say status and sentence, where each has one alone.

    `members` stand in the body beside what every problem has, `headers` in the answer's head.
    """

    def __init__(
        self,
        detail: str | None = None,
        *,
        members: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.members = dict(members or {})
        self.headers = dict(headers or {})
