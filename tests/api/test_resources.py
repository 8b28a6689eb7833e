"""Each resource is declared once: what derives from the declaration has it, and every column of its table is accounted for."""

import inspect

import pytest
from django.urls import get_resolver
from rest_framework import serializers

from api.dumps.describing import describe_fields
from api.dumps.manifest import PARQUET
from api.dumps.tables import list_tables
from api.feed.public_rows import list_feed_entries, list_feed_parts
from api.read.compiled_serializers import Computed, get_row_plan, list_default_members
from api.read.fragment_cache import CACHED_MODELS, CACHED_PARTS, FRAGMENT_CACHE
from api.read.resource import PUBLIC_RESOURCES
from api.resources import registry
from api.resources.contributors import RESOURCE as CONTRIBUTORS
from api.resources.credits import RESOURCE as CREDITS
from api.resources.credits import CreditFields, CreditOut
from api.resources.examples import BODIES
from api.resources.registry import RESOURCES, WRITABLE_KINDS
from api.urls import ROOT_ADDRESSES
from productions.ledger.models import SHOWN_ELSEWHERE
from productions.shared.choices import FeedEntity

EVERYWHERE = {"id", "uid", "removed_at", "revision"}
"""Columns that every table has, and that are shown by the address, the ETag and a 410."""


def columns_of(serializer_class):
    """The columns that a serializer shows or takes, by the paths of its members."""
    found = set()
    for form in serializer_class().fields.values():
        paths = form.columns if isinstance(form, Computed) else (form.source,)
        found |= {path.replace(".", "__").split("__")[0] for path in paths if isinstance(path, str)}
    return found


def find_lost_columns(model, declarations, private, file):
    """A sentence for each column of the table that no declaration has."""
    known = set().union(EVERYWHERE, private, getattr(model, "DERIVED_FIELDS", ()))
    known = known.union(*(columns_of(each) for each in declarations if each))
    lost = sorted({column.name for column in model._meta.concrete_fields} - known)
    return [
        f"{model.__name__}.{name} is nowhere in {file}: name it in a serializer's `fields` (shown, taken from writers or "
        "both), or in `private` of RESOURCE with the reason."
        for name in lost
    ]


def file_of(declaration):
    return inspect.getmodule(declaration).__name__.replace(".", "/") + ".py"


def lost_columns_of(resource):
    shown = (resource.representation, resource.single, resource.written)
    return find_lost_columns(
        resource.model,
        (*shown, resource.create_body, resource.change_body),
        resource.private,
        file_of(resource.representation),
    )


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_column_is_shown_taken_or_declared_private(resource):
    assert lost_columns_of(resource) == []
    columns = {column.name for column in resource.model._meta.concrete_fields}
    assert set(resource.private) <= columns


@pytest.mark.parametrize("kind", registry.PART_KINDS, ids=lambda kind: kind.name)
def test_every_column_of_a_part_is_shown_or_taken(kind):
    declarations = (kind.shown, kind.written, kind.body, kind.changes)
    assert find_lost_columns(kind.model, declarations, (), file_of(kind.shown)) == []


def test_a_column_that_is_only_in_the_table_is_told_with_the_file_to_change():
    def without(serializer_class):
        fields = tuple(name for name in serializer_class.Meta.fields if name != "on_screen")
        meta = type("Meta", (serializer_class.Meta,), {"fields": fields})
        return type(serializer_class.__name__, (serializer_class,), {"Meta": meta})

    (sentence,) = find_lost_columns(
        CREDITS.model,
        (without(CreditOut), without(CREDITS.create_body)),
        CREDITS.private,
        file_of(CreditFields),
    )
    assert sentence.startswith("Credit.on_screen is nowhere in api/resources/credits.py: name it")


@pytest.mark.parametrize("table", list_tables(), ids=lambda table: table.name)
def test_every_column_says_what_a_reader_of_a_dump_has_to_know(table):
    """Raises TypeError with what is missing, and where to add it."""
    names = [field["name"] for field in describe_fields(table, PARQUET)]
    assert names == list(list_default_members(table.serializer_class))


def test_everything_derives_from_the_registry():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    for resource in RESOURCES:
        assert {f"{resource.name}-list", f"{resource.name}-list-csv", f"{resource.name}-detail"} <= names
        assert ROOT_ADDRESSES[resource.address] == f"{resource.name}-list"
        assert PUBLIC_RESOURCES[resource.address] is resource
    assert sorted(list_feed_entries()) == sorted(FeedEntity.values)
    assert list_feed_parts()["externalid"].keys() == {"production", "episode", "contributor"}
    assert list_feed_parts()["aiuse"]["credit"].members == ("ai", "ai_uses")
    assert {*CACHED_MODELS, *CACHED_PARTS} == set(SHOWN_ELSEWHERE)
    assert FRAGMENT_CACHE.keeps(get_row_plan(CONTRIBUTORS.representation))
    assert not FRAGMENT_CACHE.keeps(get_row_plan(CREDITS.representation))


def test_every_body_that_tools_send_to_a_resource_has_an_example():
    bodies = [kind.body for kind in WRITABLE_KINDS.values()]
    bodies += [act.body for resource in RESOURCES for act in resource.acts]
    names = {body.__name__ for body in bodies if body().fields}
    names |= {f"Patched{kind.changes.__name__}" for kind in WRITABLE_KINDS.values() if kind.changes}
    assert names <= set(BODIES)
    assert all(issubclass(body, serializers.BaseSerializer) for body in bodies)
