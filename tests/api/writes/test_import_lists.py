"""The imports of one's productions by API: who sent which file when, what became of it; nothing for the public."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.productions import create_production
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import ImportBatch
from productions.withholding.services.withholding import record_wish
from tests.api.writes.conftest import errors
from tests.html_pages import read_markup

SHEET = "role,name\nLayout,見本 花\nLayout,見本 華\n"


def enter(production, now, name="credits.csv", sheet=SHEET):
    import_credit_sheet(production, sheet.encode(), filename=name, by=None, now=now)
    return ImportBatch.objects.get(filename=name)


@pytest.fixture
def editor(tool):
    return tool()


def test_members_read_who_sent_which_file_and_what_became_of_it(editor, production, tool):
    file = SimpleUploadedFile("credits.csv", SHEET.encode())
    body = {"production": str(production.uid), "file": file}
    sent = editor.client.post("/api/v1/imports/", body, headers=editor.headers).json()
    entry = editor.get(f"imports/{sent['uid']}/").json()
    batch = ImportBatch.objects.get()
    assert (entry["uid"], entry["kind"], entry["filename"]) == (sent["uid"], "credit_sheet", "credits.csv")
    assert (entry["digest"], entry["production"]["uid"]) == (batch.digest, str(production.uid))
    assert entry["counts"] == {"new": 2, "changed": 0, "same": 0, "gone": 0, "problem": 0}
    assert entry["imported_by"] == str(batch.imported_by)
    assert (entry["undone_at"], entry["undone_by"]) == (None, None)
    editor.post(f"imports/{sent['uid']}/undo/", {"reason": "the wrong file"}, status=200)
    undone = tool("viewer").get(f"imports/{sent['uid']}/").json()
    assert (undone["undone_at"] is not None, undone["undone_by"]) == (True, entry["imported_by"])


def test_the_list_is_narrowed_ordered_and_paged(editor, production, now):
    another = create_production(title="別の作品", kind="film", visibility="public", by=None, now=now)
    enter(another, now, "elsewhere.csv")
    _first, second, _third = (
        enter(production, now, f"{name}.csv", SHEET.replace("花", name)) for name in "abc"
    )
    ImportBatch.objects.filter(pk=second.pk).update(undone_at=now)

    def names(query=""):
        return [entry["filename"] for entry in editor.get(f"imports/{query}").json()["results"]]

    assert names() == ["a.csv", "b.csv", "c.csv"]
    assert names(f"?production={production.uid}&undone=false&ordering=-imported_at") == ["c.csv", "a.csv"]
    assert names("?undone=true") == ["b.csv"]
    assert names("?kind=cut_list") == names(f"?production={another.uid}") == []
    page = editor.get("imports/?page_size=2&count=exact").json()
    assert (page["count"], [entry["filename"] for entry in page["results"]]) == (3, ["a.csv", "b.csv"])
    assert names(page["next"].partition("imports/")[2]) == ["c.csv"]
    assert list(errors(editor.get("imports/?kind=x", status=400))) == ["kind"]


def test_nobody_else_sees_an_import(client, production, tool, theirs, account, now):
    batch = enter(production, now)
    for path in ("", f"{batch.uid}/"):
        assert client.get(f"/api/v1/imports/{path}").status_code == 401
    stranger = tool(user=account("stranger", theirs, "approver"))
    stranger.get(f"imports/{batch.uid}/", status=404)
    assert stranger.get("imports/").json()["results"] == []
    ImportBatch.objects.create(kind="catalogue", filename="films.jsonl", digest="0" * 64, imported_at=now)
    assert [entry["filename"] for entry in tool().get("imports/").json()["results"]] == ["credits.csv"]


def test_the_list_costs_the_same_queries_for_any_number_of_imports(editor, production, now):
    def count():
        with CaptureQueriesContext(connection) as made:
            editor.get("imports/")
        return len(made)

    enter(production, now)
    count()
    one = count()
    for number in range(29):
        ImportBatch.objects.create(
            kind="cut_list", filename=f"{number}.csv", digest="0" * 64, production=production, imported_at=now
        )
    assert count() == one


def test_a_files_name_says_nobody_who_withholds_theirs(editor, production, now):
    enter(production, now, "見本 花の原画.csv")
    credit = production.credits.get(credited_as="見本 花")
    record_wish(
        credit.contributor, production=production, statement="never", stated_on=now.date(), by=None, now=now
    )
    import_credit_sheet(
        production, b"role,name\nLayout,A Person\n", filename="見本 花の背景.csv", by=None, now=now
    )
    assert len(editor.get("imports/").json()["results"]) == 2
    assert "見本" not in read_markup(editor.get("imports/"))
    told = [entry["filename"] for entry in editor.get("imports/").json()["results"]]
    assert told == ["(personal).csv", "(personal).csv"]
