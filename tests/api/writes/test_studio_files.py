"""What is the same for fonts and logos of studios: lists of one production cost the same, uploads are bounded and kept once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from productions.models import Font, Logo, Production
from tests.html_pages import read_body
from tests.roll.logos import svg
from tests.roll.typefaces import typeface

KEPT = {"size": 1, "sha256": "0" * 64, "licence_note": "Ours."}


def kept(model, production, now, count):
    """Rows as uploads leave them, without files; numbered from 1."""
    own = (
        (lambda n: {"family": f"Studio {n}", "weight": 400})
        if model is Font
        else (lambda n: {"name": f"Dog {n}", "said_en": "Dog Inc.", "ratio": 1.0})
    )
    have = model.objects.count()
    rows = [
        model(production=production, uploaded_at=now, **KEPT, **own(n))
        for n in range(have + 1, have + count + 1)
    ]
    model.objects.bulk_create(rows)


@pytest.mark.parametrize("model", [Font, Logo])
def test_the_list_costs_the_same_with_1_and_with_30(model, production, tool, now, django_assert_num_queries):
    viewer = tool("viewer")
    path = f"productions/{production.uid}/{model._meta.model_name}s/"
    for rows in (1, 29):
        kept(model, production, now, rows)
        viewer.get(path)
        # The token, the productions it is narrowed to, this one, its files, and the production as they show it.
        with django_assert_num_queries(5):
            found = viewer.get(path).json()
    assert len(found) == 30


@pytest.mark.parametrize("model", [Font, Logo])
def test_the_list_has_only_those_of_the_production(model, production, tool, now):
    viewer = tool("viewer")
    other = Production.objects.create(title="別作品", kind="film")
    kept(model, other, now, 1)
    assert viewer.get(f"productions/{production.uid}/{model._meta.model_name}s/").json() == []


@pytest.fixture(params=[Font, Logo])
def sent(request, production, settings, tmp_path):
    """A kind of file, and what makes the body that one is sent with: a file is read once."""
    settings.MEDIA_ROOT = tmp_path / "media"
    said = {"production": str(production.uid), "licence_note": "Ours."}
    if request.param is Logo:
        said |= {"name": "Dog", "said_en": "Dog Inc."}
        return Logo, lambda: {**said, "file": SimpleUploadedFile("dog.svg", svg(300))}
    drawn = typeface(tmp_path / "font.ttf", "牧原亮太郎").read_bytes()
    return Font, lambda: {**said, "file": SimpleUploadedFile("font.ttf", drawn)}


def test_a_repeated_upload_is_kept_once(sent, tool):
    model, body = sent
    api = tool("editor")
    headers = {**api.headers, "Idempotency-Key": '"a"'}
    first, again = (
        api.client.post(f"/api/v1/{model._meta.model_name}s/", body(), headers=headers) for _ in range(2)
    )
    assert first.status_code == 201, read_body(first)[:500]
    assert (again.json(), again.headers["Idempotency-Replayed"]) == (first.json(), "true")
    assert model.objects.count() == 1


@pytest.mark.parametrize(("kind", "mib"), [("font", 52), ("logo", 6)])
def test_a_body_larger_than_any_file_of_the_kind_is_not_read(kind, mib, tool):
    api = tool("editor")
    answer = api.client.post(f"/api/v1/{kind}s/", {}, headers=api.headers, CONTENT_LENGTH=str(mib * 2**20))
    assert answer.status_code == 413
