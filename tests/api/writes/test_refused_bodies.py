"""Bodies that are refused: what is wrong in them, and where."""

import pytest

from productions.models import Credit
from tests.api.writes.conftest import errors


def test_rules_refuse_with_a_pointer_and_their_id(tool, production, person, role):
    api = tool()
    body = {"production": str(production.uid), "role": "director"}
    refused = api.post(
        "credits/", {**body, "contributor": str(person.uid), "credited_as": "AI (+Human)"}, status=422
    )
    assert (refused.json()["rule"], list(errors(refused))) == ("H4", ["/credited_as"])
    assert list(errors(api.post("credits/", body, status=422))) == [""]
    assert Credit.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"colour": "red"}, "/colour"), ({"position": "1"}, "/position"), ({"position": True}, "/position"),
        ({"position": 1.5}, "/position"), ({"on_screen": 1}, "/on_screen"), ({"kind": "robot"}, "/kind"),
        ({"credited_as": 5}, "/credited_as"), ({"contributor": "x"}, "/contributor"), ({"role": "a\0b"}, "/role"),
        ({"role": None}, "/role"), ({"a/b~": 1}, "/a~1b~0"), ({"contributor": {}}, "/contributor"),
    ],
)  # fmt: skip
def test_a_malformed_member_is_a_400_that_points_at_it(tool, production, change, pointer):
    body = {"production": str(production.uid), "role": "director", "absence_reason": "unknown_lost"}
    assert list(errors(tool().post("credits/", body | change, status=400))) == [pointer]


def test_every_mistake_of_a_body_is_told_at_once(tool, production):
    refused = tool().post("credits/", {"position": "x", "colour": "red"}, status=400)
    assert list(errors(refused)) == ["/position", "/colour", "/production", "/role"]


@pytest.mark.parametrize(
    ("number", "status"), [(-1, 422), (0, 422), (2**31 - 1, 201), (2**31, 400), (2**70, 400)]
)
def test_numbers_that_fit_no_column_are_refused(tool, production, number, status):
    body = {"production": str(production.uid), "role": "director", "absence_reason": "unknown_lost"}
    tool().post("credits/", {**body, "headcount": number}, status=status)


def test_an_entry_that_is_not_there_is_a_422_that_points_at_it(tool, production):
    nobody = "00000000-0000-7000-8000-000000000000"
    body = {"production": str(production.uid), "role": "no_such_role", "contributor": nobody}
    assert list(errors(tool().post("credits/", body, status=422))) == ["/role", "/contributor"]


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b'"\xff"', b'{"role": NaN}', b"\0"])
def test_what_is_no_json_is_a_400(tool, production, body):
    answer = tool().post("credits/", body, status=400)
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("body", [[], "text", 5, None])
def test_a_body_that_is_no_object_is_a_400(tool, production, body):
    assert tool().post("credits/", b"null" if body is None else body, status=400)


def test_another_media_type_is_a_415(tool, production):
    api = tool()
    answer = api.client.post("/api/v1/credits/", "a=1", content_type="text/plain", headers=api.headers)
    assert answer.status_code == 415


def test_a_body_may_be_so_large_and_not_one_byte_more(tool, production):
    api = tool()
    largest = 256 * 1024
    fill = b'{"production": "x", "reason": "%s"}'
    exact = fill % (b"a" * (largest - len(fill) + 2))
    assert len(exact) == largest
    api.post("credits/", exact, status=400)
    api.post("credits/", exact + b" ", status=413)
