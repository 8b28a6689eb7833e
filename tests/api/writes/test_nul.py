"""A NUL character in what a tool sends: refused where it stands, and nobody else's row with it. PostgreSQL stores none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework import serializers

from api.resources.credit_batch import CreditRow
from productions.models import ImportBatch
from tests.api.writes.conftest import errors

TEXTS = sorted(
    name
    for name, field in CreditRow().fields.items()
    if isinstance(field, serializers.CharField) and not isinstance(field, serializers.ChoiceField)
)


@pytest.fixture
def rows(person, role):
    """A good row, one with a NUL in each text that a row has, and a good row."""
    good = {"role": "layout", "contributor": str(person.uid)}
    # What is said to be in a language without being there has none.
    written = {
        name: {name.removesuffix("_language"): "月"} for name in TEXTS if name.endswith("as_printed_language")
    }
    spoiled = ({**good, **written.get(name, {}), name: "a\0b"} for name in TEXTS)
    return [good, *spoiled, {**good, "role": "storyboard"}]


def test_a_row_with_a_nul_is_told_and_the_others_are_entered(tool, production, rows):
    body = {"production": str(production.uid), "atomic": False, "rows": rows}
    answer = tool().post("credits/batch/", body, status=200).json()
    assert (answer["entered"], answer["refused"]) == (2, len(TEXTS))
    assert len(TEXTS) > 3
    told = {row["index"]: row.get("errors") for row in answer["rows"]}
    for index, name in enumerate(TEXTS, start=1):
        assert [error["pointer"] for error in told[index]] == [f"/rows/{index}/{name}"]
        assert "NUL" in told[index][0]["detail"]


def test_all_or_nothing_names_each_row(tool, production, rows):
    body = {"production": str(production.uid), "rows": rows}
    refused = tool().post("credits/batch/", body, status=422)
    assert list(errors(refused)) == [f"/rows/{index}/{name}" for index, name in enumerate(TEXTS, start=1)]


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("productions/", {"title": "a\0b", "kind": "film"}),
        ("contributors/", {"name": "a\0b"}),
        ("ai-systems/", {"name": "a\0b", "vendor": "v"}),
        ("ai-systems/", {"name": "a", "vendor": "v\0"}),
        ("webhooks/", {"name": "a\0b", "url": "https://8.8.8.8/"}),
    ],
)
def test_a_text_with_a_nul_is_refused_in_words(tool, staff, address, body):
    user = staff("approver")
    user.may_create_productions = True
    user.save()
    (told,) = errors(tool(user=user).post(address, body, status=422)).values()
    assert "NUL" in told[0]


@pytest.mark.parametrize("columns", ['{"a": "\\u0000"}', '{"\\u0000": "name"}'])
def test_what_is_said_of_a_files_columns_has_none(tool, production, columns):
    api = tool()
    file = SimpleUploadedFile("sheet.csv", "役職,名前\n原画,試験 二子\n".encode())
    body = {"production": str(production.uid), "file": file, "columns": columns}
    answer = api.client.post("/api/v1/imports/", body, headers=api.headers)
    assert answer.status_code == 400
    assert "NUL" in errors(answer)["/columns"][0]
    assert not ImportBatch.objects.exists()
