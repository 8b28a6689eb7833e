"""A NUL character in what is posted to the import page, which no browser sends: refused in a sentence."""

import pytest
from django.urls import reverse

from productions.models import ImportBatch, ImportJob
from tests.admin.imports.import_page import text_of


@pytest.mark.parametrize(
    ("act", "data"),
    [("answer", {"all-person": "a\0b"}), ("read", {"column-0": "\0"}), ("read", {"sheet": "a\0"})],
)
def test_what_is_said_of_a_file(page, act, data):
    answer = page.act(page.upload(), act, **data)
    assert answer.status_code == 200
    assert "NUL" in text_of(answer)
    assert ImportJob.objects.get().plan


@pytest.mark.parametrize("act", ["undo", "preview"])
def test_why_an_import_is_taken_back(page, production, act):
    page.act(page.upload(), "enter")
    batch = ImportBatch.objects.get()
    address = reverse("admin:productions_production_import_batch", args=[production.pk, batch.uid])
    answer = page.client.post(address, {"act": act, "reason": "a\0b"})
    assert answer.status_code == 200
    assert ("NUL" in text_of(answer)) == (act == "undo")
    batch.refresh_from_db()
    assert batch.undone_at is None
