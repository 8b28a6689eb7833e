"""Files: what a production has and what uses it."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.exports.services.exports import request_export
from productions.models import Export, ImportBatch
from productions.roll_templates.services import copy_template
from productions.studio_files.services.fonts import upload_font
from productions.studio_files.services.logos import upload_logo
from tests.admin.imports.import_page import ImportPage
from tests.html_pages import find_all, get_text, list_links, read_page
from tests.roll.logos import svg
from tests.roll.looks import cards_at_first
from tests.roll.typefaces import typeface

MAX_QUERIES = 15


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def address(production):
    return reverse("admin:productions_production_files", args=[production.pk])


@pytest.fixture
def logo(production, now):
    return upload_logo(
        production, file=io.BytesIO(svg(300)), name="Dog", said_en="Dog Inc.", licence_note="By letter.",
        by=None, now=now,
    )  # fmt: skip


def list_files(client, address):
    """The texts of the rows under each heading."""
    page = read_page(client.get(address))
    return {
        get_text(find_all(section, "h2")[0]): [get_text(row) for row in find_all(section, "li")]
        for section in find_all(page, "section")
    }


def finish(export):
    Export.objects.filter(pk=export.pk).update(
        state="done", file="x", size=1, digest="0" * 64, finished_at=export.requested_at
    )


def test_files_are_listed_with_what_uses_them(
    client, staff, production, address, logo, confirmed, person, now, tmp_path
):
    confirmed(contributor=person)
    data = typeface(tmp_path / "font.ttf", "牧原亮太郎").read_bytes()
    font = upload_font(production, file=io.BytesIO(data), licence_note="Ours.", by=None, now=now)
    block = {"holds": "logos", "logos": ["Dog"]}
    template = copy_template(cards_at_first(), to=production, name="Ours", by=None, now=now)
    type(template).objects.filter(pk=template.pk).update(data={**template.data, "blocks": [block]})
    export = request_export(production, format="txt", by=None, now=now)
    Export.objects.filter(pk=export.pk).update(
        fonts=[{"family": font.family, "weight": font.weight, "file": font.file}], logos=[{"name": "Dog"}]
    )
    finish(export)
    client.force_login(staff("viewer"))
    listed = list_files(client, address)
    assert list(listed) == ["Fonts", "Logos", "Exported files"]
    assert "1 export is set in this family" in listed["Fonts"][0]
    assert "Ours shown by 1 export" in listed["Logos"][0]
    links = list_links(read_page(client.get(address)))
    assert {
        reverse("admin:productions_rolltemplate_change", args=[template.pk]),
        reverse("admin:productions_production_download", args=[export.uid]),
    } <= links


def test_editors_bring_files_and_see_what_was_imported(client, staff, production, address):
    client.force_login(staff("editor"))
    page = ImportPage(client, production)
    page.act(page.upload(), "enter")
    assert list_files(client, address)["Imported files"][0].startswith("sheet.csv")
    links = list_links(read_page(client.get(address)))
    batch = ImportBatch.objects.get()
    assert {
        reverse("admin:productions_production_import_batch", args=[production.pk, batch.uid]),
        f"{reverse('admin:productions_font_add')}?production={production.pk}",
        f"{reverse('admin:productions_logo_add')}?production={production.pk}",
    } <= links
    client.force_login(staff("viewer"))
    assert "Imported files" not in list_files(client, address)
    assert not [link for link in list_links(read_page(client.get(address))) if "/add/" in link]


def test_it_costs_the_same_for_1_and_for_10_files(client, staff, production, address, confirmed, person, now):
    confirmed(contributor=person)
    client.force_login(staff("editor"))
    client.get(address)
    counts = []
    for rows in (1, 9):
        for number in range(rows):
            name = f"{rows} {number}"
            upload_logo(
                production, file=io.BytesIO(svg(300 + number)), name=name, said_en=name, licence_note="Ours.",
                by=None, now=now,
            )  # fmt: skip
            finish(request_export(production, format="txt", by=None, now=now))
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MAX_QUERIES
