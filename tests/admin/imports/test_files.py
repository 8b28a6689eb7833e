"""Files of every kind on the import page of a production."""

import io
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse

from productions.catalogue.services.productions import add_episode
from productions.models import ImportBatch, ImportJob
from tests.admin.imports.import_page import (
    ENTERED,
    acts_of,
    credited,
    questions_of,
    tabs_of,
    text_of,
)
from tests.interchange.workbooks import ods_cells, ods_table, open_document

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(
    ("file", "new"),
    [
        ("cases/03_furigana.xlsx", 1),
        ("endings/04_opening_team.csv", 1),
        ("cases/24_mal_staff.csv", 1),
        ("cases/22_wiki_staff.txt", 1),
        ("trackers/kitsu_tasks.csv", 1),
    ],
)
def test_files_of_every_kind_go_the_same_way(page, production, now, file, new):
    for number in range(1, 14):
        add_episode(production, number=str(number), by=None, now=now)
    path = DATA / file
    seen = page.upload(path.read_bytes(), path.name)
    assert tabs_of(seen)["new"] >= new
    if questions_of(seen):
        seen = page.act(seen, "answer", proposed="1")
    done = page.act(seen, "enter", seen="1")
    assert f"“{path.name}” was entered." in text_of(done)
    assert len(credited(production)) >= new
    page.act(done, "undo", reason="Only a look.")
    assert credited(production) == []


def workbook(**sheets):
    """A workbook with a sheet for each list of lines."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_sheets_of_a_workbook_are_chosen(page, production):
    data = workbook(
        甲=[["役職", "名前"], ["背景", "試験 一郎"]], 乙=[["役職", "名前"], ["原画", "試験 二子"]]
    )
    seen = page.upload(data, "book.xlsx")
    assert "How the file is read – 2 sheets" in text_of(seen)
    assert tabs_of(seen)["new"] == 1
    assert "試験 二子" in text_of(page.act(seen, "read", sheet=["乙"]))
    both = page.act(seen, "read", sheet=["*"])
    assert tabs_of(both)["new"] == 2
    page.act(both, "enter")
    assert credited(production) == ENTERED


def test_files_that_are_none_get_one_clear_sentence(page):
    assert "There is nothing in it; choose a file" in text_of(page.paste(" \n"))
    large = page.upload(b"x" * (10 * 1024 * 1024 + 1))
    assert "split it into several files" in text_of(large)
    catalogue = page.upload(
        '{"madb_id": "C99081", "title": "例", "staff": "[監督]試山 験太"}\n', "films.jsonl"
    )
    assert "whoever runs the site enters it with manage.py import_catalogue" in text_of(catalogue)
    assert "enter" not in acts_of(catalogue)


def test_a_file_is_discarded(page):
    seen = page.upload()
    assert "was discarded; nothing of it was entered." in text_of(page.act(seen, "discard"))
    assert not ImportJob.objects.exists()
    assert page.look(seen, "").status_code == 404


@pytest.mark.parametrize("words", ["ja", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_templates_are_sheets_that_come_in_as_they_are(page, production, now, words, form):
    answer = page.client.get(f"{page.address}template/{words}.{form}")
    assert answer.headers["Content-Disposition"].endswith(f'staffroll-credits-{words}.{form}"')
    episode = add_episode(production, number="1", by=None, now=now)
    production.cuts.create(production=production, episode=episode, number="012A", number_key="12a")
    seen = page.upload(answer.content, f"template.{form}")
    assert tabs_of(seen)["new"] == 1, text_of(seen)
    assert page.client.get(f"{page.address}template/{words}.pdf").status_code == 404


def test_an_upload_is_at_home_in_one_production(page, theirs, client):
    """The same keys under another production lead nowhere."""
    seen = page.upload()
    job = ImportJob.objects.get()
    other = reverse("admin:productions_production_import_file", args=[theirs.pk, job.uid])
    assert client.get(other).status_code == 404
    page.act(seen, "enter")
    batch = ImportBatch.objects.get()
    assert (
        client.get(
            reverse("admin:productions_production_import_batch", args=[theirs.pk, batch.uid])
        ).status_code
        == 404
    )


def test_an_open_document_is_read(page, production):
    table = ods_table(
        ods_cells("役職", "名前"), ods_cells("背景", "試験 一郎"), ods_cells("原画", "試験 二子")
    )
    page.act(page.upload(open_document(table), "sheet.ods"), "enter")
    assert credited(production) == ENTERED


def test_a_sheet_of_cinecred_is_read(page, production):
    seen = page.upload("@Head,@Body\nDirector,Taro Shiken\n,\nLayout,Jiro Shiken\n", "roll.csv")
    assert "cinecred" in text_of(seen).lower()
    page.act(seen, "enter")
    assert credited(production) == [("director", "Taro Shiken"), ("layout", "Jiro Shiken")]
