"""A tool with a token: what the tests of writing share."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.models import User
from tests.html_pages import read_body


class Tool:
    """A client with a token; addresses without `/api/v1/`, bodies as JSON, the status always asserted."""

    def __init__(self, token: str) -> None:
        self.headers = {"authorization": f"Bearer {token}"}
        self.client = Client()

    def __call__(self, method: str, path: str, body: Any = None, *, status: int, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        given = {} if body is None else {"data": body, "content_type": "application/json"}
        answer = self.client.generic if isinstance(body, bytes) else getattr(self.client, method)
        if isinstance(body, bytes):
            response = answer(
                method.upper(), f"/api/v1/{path}", body, "application/json", headers=self.headers | named
            )
        else:
            response = answer(f"/api/v1/{path}", headers=self.headers | named, **given)
        assert response.status_code == status, (method, path, read_body(response)[:500])
        return response

    def get(self, path: str, status: int = 200, **headers: str) -> Any:
        return self("get", path, status=status, **headers)

    def post(self, path: str, body: Any, status: int = 201, **headers: str) -> Any:
        return self("post", path, body, status=status, **headers)

    def patch(self, path: str, body: Any, etag: str, status: int = 200) -> Any:
        return self("patch", path, body, status=status, if_match=etag)

    def delete(self, path: str, etag: str, status: int = 204) -> Any:
        return self("delete", path, status=status, if_match=etag)


@pytest.fixture
def tool(staff: Callable[..., User]) -> Callable[..., Tool]:
    """A tool of a new account with a level on the production; `token` are values of `issue_token`."""

    def make(level: str = "editor", user: User | None = None, **token: Any) -> Tool:
        owner = user or staff(level)
        now = timezone.now()
        values = {"scope": "write", "name": "tracker", "expiry": now + timedelta(days=1), **token}
        return Tool(issue_token(user=owner, by=None, now=now, **values).secret)

    return make


def errors(response: Any) -> dict[str, list[str]]:
    """The sentences of a problem by their pointer or parameter."""
    assert response.headers["Content-Type"] == "application/problem+json"
    found: dict[str, list[str]] = {}
    for each in response.json()["errors"]:
        found.setdefault(each.get("pointer", each.get("parameter")), []).append(each["detail"])
    return found
