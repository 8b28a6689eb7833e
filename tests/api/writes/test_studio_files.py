"""What is the same for fonts and logos of studios: lists of one production cost the same however long they are."""

import pytest

from productions.models import Font, Logo, Production

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
