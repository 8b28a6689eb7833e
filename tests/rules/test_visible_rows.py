"""What is visible is read once each: a list that joins many to one has a row twice, and a page of one entry an error."""

import pytest
from django.apps import apps
from django.db.models.sql.datastructures import Join

from productions.models import Proposal

MODELS = [
    model
    for model in apps.get_app_config("productions").get_models()
    if hasattr(model._default_manager.all(), "visible_to")
]


def many_joined(rows):
    """The links of a query that may give one row several times."""
    joins = [each for each in rows.query.alias_map.values() if isinstance(each, Join)]
    return [
        str(each.join_field) for each in joins if each.join_field.one_to_many or each.join_field.many_to_many
    ]


@pytest.fixture(params=["nobody", "viewer", "editor", "approver", "registrar", "superuser"])
def visitor(request, staff):
    user = staff(request.param)
    user.registrar = request.param == "registrar"
    user.is_superuser = request.param == "superuser"
    user.save()
    return user


def test_nothing_visible_is_read_twice(visitor):
    found = {
        model.__name__: many_joined(model._default_manager.all().visible_to(visitor)) for model in MODELS
    }
    assert {name: joins for name, joins in found.items() if joins} == {}


def test_there_is_something_to_look_at():
    assert Proposal in MODELS
    assert len(MODELS) > 20
