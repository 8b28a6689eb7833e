"""Fonts of studios: uploaded by editors with a licence note, used by name, retired and never deleted."""

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import override

from productions.exports.services.export_files import get_export_path
from productions.exports.services.exports import request_export, run_export
from productions.models import Event, Export, Font, User
from productions.people.services.contributors import create_contributor
from productions.releases.services.preview import RollRequest, get_preview
from productions.rollkit.fonts.font_set import SHIPPED_FONTS
from productions.rollkit.template.shipped_templates import FILM_ROLL
from productions.shared.refusals import NotAllowed
from productions.studio_files.services import fonts as verbs
from productions.studio_files.services.fonts import FONT_FILES, find_fonts, upload_font
from productions.studio_files.services.uploads import retire_file
from tests.domain.refusing import refused
from tests.html_pages import find_all, get_value, read_page, read_page_text
from tests.roll.typefaces import typeface

SHIPPED = "Noto Sans CJK JP"
LICENCE = "Desktop licence 12-34, embedding allowed."


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def upload(production, now, tmp_path):
    """Uploads a font drawn for the test, by the verb."""

    def uploaded(characters="牧原亮太郎", *, by=None, licence_note=LICENCE, **drawn):
        data = typeface(tmp_path / "font.ttf", characters, **drawn).read_bytes()
        return upload_font(production, file=io.BytesIO(data), licence_note=licence_note, by=by, now=now)

    return uploaded


def test_a_font_is_kept_under_its_content_with_its_own_names(upload, media, staff):
    editor = staff("editor")
    font = upload(by=editor)

    font.refresh_from_db()
    kept = media / font.file
    assert (font.family, font.style, font.weight, font.version) == (
        "Studio Gothic",
        "Regular",
        400,
        "Version 1.5",
    )
    assert (font.size, font.state, font.uploaded_by) == (kept.stat().st_size, "active", editor)
    assert font.file == f"fonts/{font.sha256}/font.ttf"
    assert [path.name for path in (media / "fonts").iterdir()] == [font.sha256]
    event = Event.objects.get(entity_uid=font.uid)
    assert (event.action, event.changes["licence_note"]) == ("added", ["(private)", "(private)"])


@pytest.mark.parametrize(("level", "may"), [("viewer", False), ("editor", True), ("approver", True)])
def test_editors_and_approvers_upload_and_retire(upload, staff, now, level, may):
    font = upload()
    user = staff(level)
    if may:
        upload(by=user, family="Other")
        assert retire_file(font, by=user, now=now, reason="new contract").state == "retired"
    else:
        with pytest.raises(NotAllowed):
            upload(by=user, family="Other")
        with pytest.raises(NotAllowed):
            retire_file(font, by=user, now=now, reason="new contract")


def test_what_is_refused_leaves_nothing_behind(upload, production, media, now, monkeypatch):
    assert "forbids embedding" in refused(upload, embedding=0x0002).fields["file"][0]
    assert refused(upload, licence_note="").reasons == ["This field cannot be blank."]
    given = {"licence_note": LICENCE, "by": None, "now": now}
    pdf = refused(upload_font, production, file=io.BytesIO(b"%PDF-1.7"), **given)
    assert pdf.fields == {"file": ["This is not a font; upload an OTF or TTF file."]}
    small = replace(FONT_FILES, max_bytes=3 * 2**20)
    monkeypatch.setattr(verbs, "FONT_FILES", small)  # the bound alone: 50 MB would only take memory
    large = refused(upload_font, production, file=io.BytesIO(b"OTTO" + bytes(4 * 2**20)), **given)
    assert large.fields == {"file": ["The file has more than 3 MB; no font for rolls is so large."]}
    assert not Font.objects.exists()
    assert list((media / "fonts").iterdir()) == []


def test_a_family_has_each_weight_once_until_it_is_retired(upload, now):
    font = upload()
    upload(weight=700)
    assert refused(upload, version="2").reasons == [
        "The production has this family in this weight already; retire that font first."
    ]
    retire_file(font, by=None, now=now, reason="version 2 came")
    assert refused(retire_file, font, by=None, now=now, reason="again").reasons == [
        "This font is already retired."
    ]
    upload(version="2")


@pytest.fixture
def credited(production, confirmed, now):
    confirmed(contributor=create_contributor(name="𠮷田𠮷太郎", by=None, now=now))
    return production


def test_a_roll_is_set_in_the_fonts_that_it_names_and_notes_what_the_fallback_sets(credited, upload, now):
    upload("田太郎")
    export = request_export(
        credited,
        format="screen",
        language="ja",
        delivery={"fonts": ["Studio Gothic", SHIPPED]},
        by=None,
        now=now,
    )
    done = run_export(export.uid, clock=lambda: now)

    assert (done.state, done.error) == ("done", "")
    (told,) = done.notes
    assert told.startswith(
        "Studio GothicにないためNoto Sans CJK JPで組む文字：犬 (U+72AC)、と (U+3068)、少 (U+5C11)、年 (U+5E74)、"
    )
    assert told.endswith("、ほか29字（「犬と少年」ほか5件）。")
    with pypdfium2.PdfDocument(get_export_path(done)) as pdf:
        keywords = pdf.get_metadata_dict()["Keywords"]
        text = pdf[0].get_textpage().get_text_range()
    assert "𠮷田𠮷太郎" in text
    assert f"font Studio Gothic 400 Version 1.5 sha256:{Font.objects.get().sha256[:16]}" in keywords
    assert "font Noto Sans CJK JP 400 Version 2.004 sha256:" in keywords


def test_a_template_names_fonts_and_a_delivery_overrules_it(credited, upload, now):
    upload("田太郎")
    template = {**FILM_ROLL.to_dict(), "name": "ours", "fonts": ["Studio Gothic", SHIPPED]}
    by_template, by_delivery = (
        request_export(credited, format="screen", delivery={"template": template, **more}, by=None, now=now)
        for more in ({}, {"fonts": [SHIPPED]})
    )
    assert [font["family"] for font in by_template.fonts] == ["Studio Gothic", SHIPPED, SHIPPED]
    assert [(font["family"], font["file"]) for font in by_delivery.fonts] == [(SHIPPED, "")] * 2
    assert run_export(by_template.uid, clock=lambda: now).notes
    assert run_export(by_delivery.uid, clock=lambda: now).notes == []


def test_the_shipped_fonts_stand_behind_those_that_are_named(credited, upload, now):
    upload("田太郎")
    order = {"format": "screen", "delivery": {"fonts": ["Studio Gothic"]}, "by": None, "now": now}
    done = run_export(request_export(credited, **order).uid, clock=lambda: now)
    assert {font["family"] for font in done.fonts} == {"Studio Gothic"}
    assert [note.split("：")[0] for note in done.notes] == [
        "Studio GothicにないためNoto Sans CJK JPで組む文字"
    ]


def test_what_no_font_can_print_is_refused(credited, confirmed, upload, now):
    upload("田太郎")
    confirmed(contributor=create_contributor(name="🦊太郎", by=None, now=now))
    order = {"format": "screen", "delivery": {"fonts": ["Studio Gothic"]}, "by": None, "now": now}
    (sentence,) = refused(request_export, credited, **order).fields["delivery"]
    assert sentence.startswith(
        "The font Studio Gothic cannot print “🦊” (U+1F98A) in “🦊太郎”, and no shipped font can"
    )
    with override("ja"):
        (sentence,) = refused(request_export, credited, **order).fields["delivery"]
    assert sentence.startswith(
        "Studio Gothicにも付属のフォントにも「🦊太郎」の「🦊」（U+1F98A）の字形がありません"
    )


def test_a_font_that_the_production_has_not_is_refused_by_name(credited, upload, now):
    upload()
    refusal = refused(
        request_export, credited, format="screen", delivery={"fonts": ["Hiragino Mincho"]}, by=None, now=now
    )
    assert refusal.fields == {
        "delivery": [
            "The production has no font “Hiragino Mincho”; upload it, or choose one of: Noto Sans CJK JP, Noto Sans, "
            "Noto Sans Arabic, Noto Sans Hebrew, Noto Sans Thai, Noto Serif JP, Noto Serif, "
            "Studio Gothic."
        ]
    }
    assert not Export.objects.exists()


def test_a_retired_font_still_sets_what_was_asked_for_and_nothing_else(credited, upload, media, now):
    font = upload("田太郎")
    asked = {"format": "screen", "delivery": {"fonts": ["Studio Gothic", SHIPPED]}, "by": None, "now": now}
    first, second = request_export(credited, **asked), request_export(credited, **asked)
    retire_file(font, by=None, now=now, reason="licence ended")

    assert run_export(first.uid, clock=lambda: now).state == "done"
    assert "has no font “Studio Gothic”" in refused(request_export, credited, **asked).reasons[0]
    (media / font.file).unlink()
    failed = run_export(second.uid, clock=lambda: now)
    assert failed.error == (
        f"The file of the font Studio Gothic (400) is missing; restore {font.file} in the media folder."
    )


def test_the_preview_is_set_in_them_too(credited, upload):
    upload("田太郎")
    wanted = RollRequest(credited, delivery={"fonts": ["Studio Gothic", SHIPPED]})
    plain = get_preview(RollRequest(credited), by=None)
    own = get_preview(wanted, by=None)
    assert own.reel.fonts.families == ("Studio Gothic", SHIPPED)
    names = [{tile.name for page in each.tiles for tile in page} for each in (plain, own)]
    assert names[0].isdisjoint(names[1])


def test_only_the_fonts_of_the_roll_are_given_to_the_typesetter(production, upload):
    upload()
    upload(family="Other")
    found = find_fonts(production, ["Studio Gothic"])
    uploaded = [Path(folder) for folder in found.folders if folder not in SHIPPED_FONTS.folders]
    assert [folder.parent.name for folder in uploaded] == ["fonts"]
    assert found.folders[0] == uploaded[0]
    assert set(found.folders[1:]) == set(SHIPPED_FONTS.folders)


def test_the_admin_takes_a_file_and_shows_the_refusal_beside_it(client, production, tmp_path, db):
    client.force_login(User.objects.create_superuser("boss", password="a long password"))
    address = reverse("admin:productions_font_add")
    form = {"production": production.pk, "licence_note": LICENCE}
    restricted = typeface(tmp_path / "restricted.ttf", "A", embedding=2)
    with restricted.open("rb") as file:
        page = read_page_text(client.post(address, form | {"file": file}))
    assert "forbids embedding (fsType: restricted licence)" in page
    with typeface(tmp_path / "../x.ttf", "A").open("rb") as file:
        assert client.post(address, form | {"file": file}).status_code == 302
    font = Font.objects.get()
    change = reverse("admin:productions_font_change", args=[font.pk])
    assert find_all(read_page(client.get(change)), name="_save") == []
    export = reverse("admin:productions_production_rolls", args=[production.pk])
    assert len(find_all(read_page(client.get(export)), "option", value="Studio Gothic")) == 2
    retire = reverse("admin:productions_font_retire", args=[font.pk])
    assert client.post(retire, {"reason": "no longer licensed"}).status_code == 302
    assert find_all(read_page(client.get(export)), "option", value="Studio Gothic") == []


CHAIN = [
    "Studio Gothic", "Noto Serif JP", "Noto Serif", "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Thai",
    SHIPPED,
]  # fmt: skip
"""Eight fonts, in no order that the program has by itself."""


def test_a_form_takes_a_chain_of_any_number_of_fonts(client, credited, upload):
    upload("田太郎")
    client.force_login(User.objects.create_superuser("boss", password="a long password"))
    page = reverse("admin:productions_production_rolls", args=[credited.pk])
    assert len(find_all(read_page(client.get(page)), "select", name="fonts")) == 2
    asked = {"language": "ja", "formats": ["screen"], "fonts": [*CHAIN, "", CHAIN[0]]}
    address = reverse("admin:productions_production_export", args=[credited.pk])
    assert client.post(address, asked).status_code == 302
    assert Export.objects.get().delivery["fonts"] == CHAIN
    shown = read_page(client.post(address, {**asked, "formats": []}))
    chosen = [find_all(field, "option", selected=None) for field in find_all(shown, "select", name="fonts")]
    assert [get_value(option) for options in chosen for option in options] == [*CHAIN, ""]


def test_the_preview_is_set_in_all_the_fonts_of_its_address(client, credited, upload):
    upload("田太郎")
    client.force_login(User.objects.create_superuser("boss", password="a long password"))
    address = reverse("admin:productions_production_preview_state", args=[credited.pk])
    states = [client.get(address, {"fonts": chain}).json() for chain in (CHAIN, CHAIN[1:], CHAIN[:1])]
    assert "Noto Serif JPで" in "".join(states[0]["notes"])
    assert states[1]["notes"] == [] != states[2]["notes"] != states[0]["notes"]


def test_a_template_and_the_command_take_a_chain_of_any_number_of_fonts(credited, upload, tmp_path, now):
    upload("田太郎")
    template = {**FILM_ROLL.to_dict(), "name": "ours", "fonts": CHAIN}
    export = request_export(credited, format="screen", delivery={"template": template}, by=None, now=now)
    assert [font["family"] for font in export.fonts if font["weight"] == 400] == CHAIN
    assert run_export(export.uid, clock=lambda: now).state == "done"
    options = [part for family in CHAIN for part in ("--font", family)]
    call_command(
        "export_roll", str(credited.uid), "--format", "screen", "--out", str(tmp_path / "x.pdf"), *options
    )
    with pypdfium2.PdfDocument(tmp_path / "x.pdf") as pdf:
        keywords = pdf.get_metadata_dict()["Keywords"]
    found = [keywords.index(f"font {family} 400") for family in CHAIN]
    assert found == sorted(found)
