"""Fonts by API: uploaded with a licence note, listed for members, retired; hostile files are the verb's to refuse."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from productions.models import Font
from tests.api.writes.conftest import errors
from tests.html_pages import read_body
from tests.roll.typefaces import typeface

LICENCE = "Desktop licence 12-34, embedding allowed."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def send(production, tmp_path):
    """Sends a font drawn for the test, or other bytes."""

    drawn = typeface(tmp_path / "font.ttf", "牧原亮太郎").read_bytes()

    def sent(api, *, status=201, data=drawn, **changed):
        body = {"production": str(production.uid), "licence_note": LICENCE, **changed}
        body["file"] = SimpleUploadedFile("../../font.ttf", data) if data else None
        body = {name: value for name, value in body.items() if value is not None}
        answer = api.client.post("/api/v1/fonts/", body, headers=api.headers)
        assert answer.status_code == status, read_body(answer)[:500]
        return answer

    return sent


def test_an_editor_uploads_a_font_and_members_find_it(client, tool, send, production):
    made = send(tool("editor"))
    shown, viewer, stranger = made.json(), tool("viewer"), tool("stranger")

    assert {name: shown[name] for name in ("family", "style", "weight", "version", "state", "licence_note")} == {
        "family": "Studio Gothic", "style": "Regular", "weight": 400, "version": "Version 1.5", "state": "active",
        "licence_note": LICENCE,
    }  # fmt: skip
    assert (shown["sha256"], shown["production"]["uid"]) == (Font.objects.get().sha256, str(production.uid))
    address = made.headers["Location"].removeprefix("/api/v1/")
    assert viewer.get(address).json() == shown
    assert viewer.get(f"productions/{production.uid}/fonts/").json() == [shown]
    for path in (address, f"productions/{production.uid}/fonts/"):
        assert client.get(f"/api/v1/{path}").status_code == 401
        stranger.get(path, status=404)


def test_a_roll_is_set_in_it_by_its_family_until_it_is_retired(tool, send, production, person, confirmed):
    confirmed(contributor=person)
    editor = tool("editor")
    font = send(editor).json()
    address = f"fonts/{font['uid']}/"
    ask = {
        "production": str(production.uid),
        "format": "screen",
        "delivery": {"fonts": [font["family"], "Noto Sans CJK JP"]},
    }
    editor.post("exports/", ask, status=202)

    tool("viewer").post(f"{address}retire/", {"reason": "no"}, status=403)
    assert list(errors(editor.post(f"{address}retire/", {}, status=400))) == ["/reason"]
    retired = editor.post(f"{address}retire/", {"reason": "The licence has ended."}, status=200)

    assert retired.json() == {**font, "state": "retired"} == editor.get(address).json()
    editor.post(f"{address}retire/", {"reason": "again"}, status=422)
    assert list(errors(editor.post("exports/", ask, status=422))) == ["/delivery"]


def test_an_export_takes_a_chain_of_eight_fonts(tool, send, production, person, confirmed):
    confirmed(contributor=person)
    editor = tool("editor")
    chain = [send(editor).json()["family"], "Noto Serif JP", "Noto Serif", "Noto Sans", "Noto Sans Thai", "Noto Sans Hebrew",
             "Noto Sans Arabic", "Noto Sans CJK JP"]  # fmt: skip
    ask = {"production": str(production.uid), "format": "screen", "delivery": {"fonts": chain}}
    made = editor.post("exports/", ask, status=202).json()
    assert made["delivery"]["fonts"] == chain
    assert list(
        errors(editor.post("exports/", {**ask, "delivery": {"fonts": [*chain, chain[0]]}}, status=422))
    )


def test_who_may_not_and_what_is_no_font_is_refused(client, tool, send):
    editor = tool("editor")
    send(tool("viewer"), status=403)
    send(editor, status=400, data=b"")
    for data in (b"<svg/>", b"\x00\x01\x00\x00" + b"\xff" * 64, b"OTTO" + bytes(5000)):
        assert list(errors(send(editor, status=422, data=data))) == ["/file"]
    assert list(errors(send(editor, status=422, licence_note=" "))) == ["/licence_note"]
    assert list(errors(send(editor, status=400, licence_note=None))) == ["/licence_note"]
    assert list(errors(send(editor, status=400, family="Mine"))) == ["/family"]
    editor.post("fonts/", {}, status=415)
    assert client.post("/api/v1/fonts/", {}).status_code == 401
    assert not Font.objects.exists()
