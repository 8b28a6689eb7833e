"""Logos: uploaded by editors with words and a permission, named by templates, frozen with exports, never deleted."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from productions.exports.services.export_files import get_export_path
from productions.exports.services.exports import request_export, run_export
from productions.models import Event, Export, Logo
from productions.people.services.contributors import create_contributor
from productions.releases.services.preview import RollRequest, get_preview
from productions.shared.refusals import NotAllowed
from productions.studio_files.services import logos, uploads
from productions.studio_files.services.logos import LOGO_FILES, find_logos, upload_logo
from productions.studio_files.services.uploads import retire_file
from tests.domain.refusing import refused
from tests.roll.logos import svg

PERMISSION = "Guidelines of 2026-01-20, light version on black."
BLOCKS = [{"holds": "rest"}, {"holds": "logos", "logos": ["Dog"], "heading": {"en": "With"}}]
TEMPLATE = {"name": "ours", "version": 1, "kind": "cards", "blocks": BLOCKS}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def upload(production, now):
    def uploaded(name="Dog", data=None, *, by=None, licence_note=PERMISSION, said_en="Dog Inc.", **more):
        return upload_logo(
            production,
            file=io.BytesIO(data or svg(300)),
            name=name,
            licence_note=licence_note,
            said_en=said_en,
            by=by,
            now=now,
            **more,
        )

    return uploaded


def test_a_logo_is_kept_under_its_content(upload, media, staff):
    editor = staff("editor")
    logo = upload(by=editor, said_ja="犬社")

    logo.refresh_from_db()
    assert (logo.name, logo.said_ja, logo.said_en, logo.ratio, logo.dark) == (
        *("Dog", "犬社", "Dog Inc."),
        *(3.0, False),
    )
    assert logo.file == f"logos/{logo.sha256}/logo.svg"
    assert (media / logo.file).read_bytes() == svg(300)
    assert (logo.size, logo.state, logo.uploaded_by) == (len(svg(300)), "active", editor)
    event = Event.objects.get(action="added")
    assert event.changes["licence_note"] == ["(private)", "(private)"]
    assert event.changes["name"] == [None, "Dog"]


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"licence_note": " "}, "licence_note", None),
        ({"said_en": ""}, None, "Say in Japanese or in English what stands for the logo in words."),
        (
            {"data": b"<svg><script/></svg>"},
            "file",
            "This is XML, but not SVG; upload the logo as SVG or PNG.",
        ),
    ],
)
def test_what_is_refused_leaves_nothing_behind(upload, media, values, field, sentence):
    refusal = refused(upload, **values)
    assert list(refusal.fields) == ([field] if field else [])
    if sentence:
        assert refusal.reasons == [sentence]
    assert not Logo.objects.exists()
    assert list((media / "logos").iterdir()) == []


def test_a_file_that_is_too_large_is_refused(upload, media, monkeypatch):
    small = replace(LOGO_FILES, max_bytes=0)
    monkeypatch.setattr(logos, "LOGO_FILES", small)  # the bound alone: 4 MB would be read for nothing
    assert refused(upload).fields == {"file": ["The file has more than 0 MB; no logo for rolls is so large."]}
    assert uploads.PIECE_BYTES > 0
    assert list((media / "logos").iterdir()) == []


def test_only_editors_upload_and_retire(upload, staff, now):
    viewer = staff("viewer")
    with pytest.raises(NotAllowed):
        upload(by=viewer)
    with pytest.raises(NotAllowed):
        retire_file(upload(), by=viewer, now=now, reason="old")


def test_a_name_is_used_once_and_is_free_again_when_its_logo_is_retired(upload, production, now):
    first = upload()
    assert refused(upload).reasons == [
        "The production has a logo of this name already; retire that one first."
    ]
    assert refused(retire_file, first, by=None, now=now, reason=" ").fields == {
        "reason": ["Say why it is retired."]
    }
    retire_file(first, by=None, now=now, reason="a new mark")
    assert refused(retire_file, first, by=None, now=now, reason="again").reasons == [
        "This logo is already retired."
    ]
    second = upload(data=svg(200))
    assert [logo.sha256 for logo in find_logos(production, ["Dog"])] == [second.sha256]


@pytest.fixture
def credited(production, confirmed, now):
    confirmed(contributor=create_contributor(name="牧原亮太郎", by=None, now=now))
    return production


def exported(production, now, format="screen", template=TEMPLATE):
    export = request_export(
        production, format=format, language="en", delivery={"template": template}, by=None, now=now
    )
    return run_export(export.uid, clock=lambda: now)


def test_a_roll_shows_the_logos_that_its_template_names_and_keeps_which(credited, upload, now):
    logo = upload()
    export = exported(credited, now)
    assert export.state == "done", export.error
    assert export.logos == [
        {
            "name": "Dog",
            "ja": "",
            "en": "Dog Inc.",
            "ratio": 3.0,
            "dark": False,
            "light": False,
            "sha256": logo.sha256,
            "file": logo.file,
        }
    ]
    said = pypdfium2.PdfDocument(Path(get_export_path(export))).get_metadata_value("Keywords")
    assert f"logo Dog sha256:{logo.sha256[:16]}" in said


def test_an_export_that_was_asked_for_still_shows_a_retired_logo(credited, upload, now):
    logo = upload()
    before = exported(credited, now)
    again = request_export(
        credited, format="screen", language="en", delivery={"template": TEMPLATE}, by=None, now=now
    )
    retire_file(logo, by=None, now=now, reason="a new mark")
    upload(data=svg(200))
    assert run_export(again.uid, clock=lambda: now).digest == before.digest


def test_a_logo_that_is_not_there_is_refused_when_it_is_asked_for(credited, upload, now, media):
    assert refused(exported, credited, now).fields == {
        "delivery": ["The production has no logo “Dog”; upload it, or take it out of the template."]
    }
    logo = upload()
    (media / logo.file).unlink()
    assert refused(exported, credited, now).fields == {
        "delivery": [f"The file of the logo Dog is missing; restore {logo.file} in the media folder."]
    }
    assert not Export.objects.exists()


def test_only_the_edition_that_shows_a_logo_needs_it(credited, now):
    variants = [{"edition": "disc", "blocks": BLOCKS}]
    template = {**TEMPLATE, "blocks": [{"holds": "rest"}], "variants": variants}
    assert exported(credited, now, template=template).state == "done"


def logo_notes(export):
    """What is noted of logos; of names there is another note on an English roll."""
    return [note for note in export.notes if "logo" in note]


def test_a_dark_logo_is_noted_unless_it_stands_on_a_plate(credited, upload, now):
    upload(data=svg(300).replace(b"#e60012", b"#101010").replace(b"#00a0e9", b"#000"))
    assert logo_notes(exported(credited, now)) == [
        "The logo “Dog” is dark and hardly shows on a dark background: upload a light one, or set it on a plate."
    ]
    plated = {**TEMPLATE, "blocks": [BLOCKS[0], {**BLOCKS[1], "plate": True}]}
    assert logo_notes(exported(credited, now, template=plated)) == []


def test_a_light_logo_is_noted_where_it_stands_on_a_plate(credited, upload, now):
    upload(data=svg(300).replace(b"#e60012", b"#f0f0f0").replace(b"#00a0e9", b"#fff"))
    assert logo_notes(exported(credited, now)) == []
    plated = {**TEMPLATE, "blocks": [BLOCKS[0], {**BLOCKS[1], "plate": True}]}
    assert logo_notes(exported(credited, now, template=plated)) == [
        "The logo “Dog” is light and hardly shows on a light background: upload a dark one, or set it on a dark background."
    ]


def test_captions_say_the_words_and_pictures_keep_the_vectors(credited, upload, now):
    upload()
    assert "With: Dog Inc." in get_export_path(exported(credited, now, "srt")).read_text()
    with zipfile.ZipFile(get_export_path(exported(credited, now, "svg"))) as pictures:
        last = pictures.read(sorted(pictures.namelist())[-1]).decode()
    assert "data:image/svg+xml;base64," in last
    assert "Dog Inc.</desc>" in last


def test_a_preview_shows_another_logo_at_once(credited, upload, now):
    def tiles():
        found = get_preview(RollRequest(credited, delivery={"template": TEMPLATE}), by=None)
        return [tile.name for page in found.tiles for tile in page]

    logo = upload()
    before = tiles()
    retire_file(logo, by=None, now=now, reason="a new mark")
    upload(data=svg(200))
    after = tiles()
    assert after[:-1] == before[:-1]
    assert after[-1] != before[-1]


def test_an_editor_uploads_and_retires_in_the_admin(production, client, staff, now):
    client.force_login(staff("editor"))
    values = {"production": production.pk, "name": "Dog", "said_en": "Dog Inc.", "licence_note": PERMISSION}

    def posted(data):
        form = {**values, "file": SimpleUploadedFile("dog.svg", data)}
        return client.post(reverse("admin:productions_logo_add"), form)

    assert "The SVG has text; turn it into paths" in posted(svg(300).replace(b"<c", b"<text/><c")).text
    assert posted(svg(300)).status_code == 302
    logo = Logo.objects.get()
    page = client.get(reverse("admin:productions_logo_change", args=[logo.pk])).text
    assert "Retire logo" in page
    client.post(reverse("admin:productions_logo_retire", args=[logo.pk]), {"reason": "old"})
    logo.refresh_from_db()
    assert logo.state == "retired"
