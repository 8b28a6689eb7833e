"""The form of answers: the address says it, whatever `Accept` says. Bodies are read by their Content-Type."""

from __future__ import annotations

from typing import Any

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request


class AddressNegotiation(DefaultContentNegotiation):
    """The view's one renderer, which makes its problems too; no answer is a 406."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type
