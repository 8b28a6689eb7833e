"""Logos by API: uploaded with words and a permission, listed for members, retired; hostile files are the verb's to refuse."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from productions.models import Logo
from tests.api.writes.conftest import errors
from tests.html_pages import read_body
from tests.roll.logos import svg

PERMISSION = "Guidelines of 2026-01-20, light version on black."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def send(production):
    """Sends an invented logo, or other bytes."""

    def sent(api, *, status=201, data=svg(300), **changed):  # noqa: B008
        body = {
            "production": str(production.uid),
            "name": "Dog",
            "said_en": "Dog Inc.",
            "licence_note": PERMISSION,
        }
        body |= changed | {"file": SimpleUploadedFile("../../dog.svg", data) if data else None}
        body = {name: value for name, value in body.items() if value is not None}
        answer = api.client.post("/api/v1/logos/", body, headers=api.headers)
        assert answer.status_code == status, read_body(answer)[:500]
        return answer

    return sent


def test_an_editor_uploads_a_logo_and_members_find_it(client, tool, send, production):
    made = send(tool("editor"), said_ja="犬社")
    shown, viewer, stranger = made.json(), tool("viewer"), tool("stranger")

    logo = Logo.objects.get()
    assert shown == {
        "uid": str(logo.uid),
        "production": {"uid": str(production.uid), "title": "犬と少年", "year": 2023},
        "name": "Dog",
        "said_ja": "犬社",
        "said_en": "Dog Inc.",
        "ratio": 3.0,
        "dark": False,
        "light": False,
        "state": "active",
        "licence_note": PERMISSION,
        "size": len(svg(300)),
        "sha256": logo.sha256,
        "uploaded_at": shown["uploaded_at"],
    }
    address = made.headers["Location"].removeprefix("/api/v1/")
    assert viewer.get(address).json() == shown
    assert viewer.get(f"productions/{production.uid}/logos/").json() == [shown]
    for path in (address, f"productions/{production.uid}/logos/"):
        assert client.get(f"/api/v1/{path}").status_code == 401
        stranger.get(path, status=404)


def test_a_roll_shows_it_by_its_name_until_it_is_retired(tool, send, production, person, confirmed):
    confirmed(contributor=person)
    editor = tool("editor")
    logo = send(editor).json()
    address = f"logos/{logo['uid']}/"
    template = {
        "name": "ours",
        "version": 1,
        "kind": "cards",
        "blocks": [{"holds": "rest"}, {"holds": "logos", "logos": ["Dog"]}],
    }
    ask = {"production": str(production.uid), "format": "screen", "delivery": {"template": template}}
    editor.post("exports/", ask, status=202)

    tool("viewer").post(f"{address}retire/", {"reason": "no"}, status=403)
    tool("stranger").post(f"{address}retire/", {"reason": "no"}, status=404)
    assert list(errors(editor.post(f"{address}retire/", {}, status=400))) == ["/reason"]
    retired = editor.post(f"{address}retire/", {"reason": "A new mark."}, status=200)

    assert retired.json() == {**logo, "state": "retired"} == editor.get(address).json()
    editor.post(f"{address}retire/", {"reason": "again"}, status=422)
    assert list(errors(editor.post("exports/", ask, status=422))) == ["/delivery"]


def test_who_may_not_and_what_is_no_logo_is_refused(client, tool, staff, send):
    user = staff("editor")
    editor = tool(user=user)
    send(tool("viewer"), status=403)
    send(tool(user=user, scope="read"), status=403)
    assert list(errors(send(editor, status=400, data=b""))) == ["/file"]
    for data in (b"<svg><script/></svg>", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n" + bytes(64)):
        assert list(errors(send(editor, status=422, data=data))) == ["/file"]
    assert list(errors(send(editor, status=422, licence_note=" "))) == ["/licence_note"]
    assert list(errors(send(editor, status=422, name="D" * 101))) == ["/name"]
    for name in ("name", "licence_note"):
        assert list(errors(send(editor, status=400, **{name: None}))) == [f"/{name}"]
    assert list(errors(send(editor, status=400, ratio="1"))) == ["/ratio"]
    assert send(editor, status=422, said_en="").json()["detail"] == (
        "Say in Japanese or in English what stands for the logo in words."
    )
    editor.post("logos/", {}, status=415)
    assert client.post("/api/v1/logos/", {}).status_code == 401
    assert not Logo.objects.exists()
