"""Rows of JSON from a declared shape: the serializer says what a row holds, nothing is serialized one by one.

A serializer of `api.resources` is only a declaration: it gives the OpenAPI schema, and from it a `RowPlan` takes

- columns: one narrow query of scalars, all from the entry's own table;
- references (a nested serializer): the other entry's JSON, kept in this process by `api.read.fragment_cache`;
- children (a nested list): one more query for all rows of the page that have any;
- computed members: a function of columns.

So a page costs one query, one for each kind of child, and one for each kind of entry not seen before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db.models import F, ForeignKey, Model, OuterRef, QuerySet, Subquery
from rest_framework import serializers

from api.read.prepared_queries import InQueryList, NullIfBlank, PreparedQuery, UidText
from productions.shared.languages import LANGUAGE_TAG

NO_ROWS: list[Any] = []

JSONRow = dict[str, Any]
ReferenceLoader = Callable[["RowPlan", Collection[int]], dict[int, Any]]
"""Gives the JSON of the entries of a shape by their keys."""


class Computed(serializers.Field[Any, Any, Any, Any]):
    """A member that is `get(*columns)`; `form` is the field that describes it in the schema.

    `follows_row`: it changes only with the entry's own row and its parts, so that it may be kept until these change.
    """

    def __init__(
        self,
        form: serializers.Field[Any, Any, Any, Any],
        *,
        of: Sequence[Any],
        get: Callable[..., Any],
        follows_row: bool = True,
        required: bool = True,
    ) -> None:
        # Whatever is read only is always there, as the schema has it.
        super().__init__(read_only=required, required=None if required else False, help_text=form.help_text)
        self.form = form
        self.columns = tuple(of)
        self.get = get
        self.follows_row = follows_row


class Wording(NamedTuple):
    """How names and labels are written: the parameters `names` and `lang`."""

    names: str = "native"
    lang: str = ""


DEFAULT_WORDING = Wording()


class ColumnPlan(NamedTuple):
    """The members of rows that no table has: their names, and the shapes of those that are references."""

    names: tuple[str, ...]
    references: Sequence[tuple[str, RowPlan]]


class RowPlan:
    """What one serializer class declares, or the members `names` of it; its references are in the same wording."""

    def __init__(
        self, serializer_class: Any, names: tuple[str, ...], wording: Wording = DEFAULT_WORDING
    ) -> None:
        self.model: type[Model] = serializer_class.Meta.model
        self.names = names
        self.references: list[tuple[str, RowPlan]] = []
        self.children: list[tuple[str, ChildPlan, int]] = []
        self.computed: list[tuple[str, Callable[..., Any], list[int]]] = []
        self.follows_row = True
        declared = serializer_class().fields
        sources: list[Any] = []
        hidden: list[Any] = ["pk"]
        for name in names:
            field = declared[name]
            if isinstance(field, serializers.ListSerializer):
                children = ChildPlan(field.child.__class__, self.model, wording)
                self.children.append((name, children, len(names) + len(hidden)))
                hidden.append(children.any)
                sources.append("pk")
            elif isinstance(field, serializers.BaseSerializer):
                self.references.append((name, get_row_plan(field.__class__, None, wording)))
                sources.append(get_column_path(field) + "_id")
            elif isinstance(field, Computed):
                first = len(names) + len(hidden)
                self.computed.append((name, field.get, list(range(first, first + len(field.columns)))))
                self.follows_row &= field.follows_row
                hidden += field.columns
                sources.append("pk")
            else:
                sources.append(make_column_source(field))
        self.sources = (*sources, *hidden)
        """The columns of the narrow query: one for each member, then the key, then what is computed from."""
        self.key = len(names)

    def rows(self, records: Sequence[tuple[Any, ...]], refer: ReferenceLoader) -> list[JSONRow]:
        """The records of a query for `sources` as entries that orjson can write, in their order."""
        names = self.names
        entries = [dict(zip(names, record, strict=False)) for record in records]
        for name, shape in self.references:
            found = refer(shape, {entry[name] for entry in entries} - {None})
            for entry in entries:
                entry[name] = found.get(entry[name])
        for name, children, place in self.children:
            lists = children.of([record[self.key] for record in records if record[place]], refer)
            for entry in entries:
                entry[name] = lists.get(entry[name], NO_ROWS)
        for name, get, places in self.computed:
            for entry, record in zip(entries, records, strict=True):
                entry[name] = get(*[record[place] for place in places])
        return entries

    def select(self, queryset: QuerySet[Any]) -> QuerySet[Any, Any]:
        """The narrow query; what `sources` computes may be annotated in it."""
        return queryset.values_list(*self.sources)


class ChildPlan:
    """The rows of another table that belong to an entry: names, titles, AI uses."""

    def __init__(self, serializer_class: Any, parent: type[Model], wording: Wording) -> None:
        self.shape = get_row_plan(serializer_class, None, wording)
        model = serializer_class.Meta.model
        link = find_parent_link(model, parent).attname
        rows: QuerySet[Any] = serializer_class.Meta.rows()
        # Not EXISTS: for a list without filters PostgreSQL would hash the whole table first, though a page has few rows.
        self.any = Subquery(rows.filter(**{link: OuterRef("pk")}).order_by().values("pk")[:1])
        # The first column tells whose child it is; the rest is the shape's own.
        self.query = PreparedQuery(
            rows.filter(InQueryList(link, "keys")).values_list(F(link), *self.shape.sources), steady=True
        )

    def of(self, keys: Collection[int], refer: ReferenceLoader) -> dict[int, list[JSONRow]]:
        """The children of all these entries, by entry."""
        if not keys:
            return {}
        records = self.query.run({"keys": keys})
        lists: defaultdict[int, list[JSONRow]] = defaultdict(list)
        entries = self.shape.rows([record[1:] for record in records], refer)
        for record, entry in zip(records, entries, strict=True):
            lists[record[0]].append(entry)
        return lists


def find_parent_link(model: type[Model], parent: type[Model]) -> ForeignKey[Any, Any]:
    """The column of a nested list's table that leads to the entry: the first to its table."""
    return next(
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is parent
    )


def make_column_source(field: Any) -> Any:
    """What the query selects for a member with a column of its own; a code that is absent is null in every answer."""
    column = get_column_path(field)
    if isinstance(field, serializers.UUIDField):
        return UidText(column)
    return NullIfBlank(column) if is_absent_as_null(field) else column


def is_absent_as_null(field: Any) -> bool:
    """Whether a text column holds something that is no free text, and may hold "": answers and bodies have null for that."""
    coded = isinstance(field, (serializers.ChoiceField, serializers.URLField, serializers.EmailField))
    tagged = isinstance(field, serializers.CharField) and LANGUAGE_TAG in field.validators
    return (coded or tagged) and field.allow_blank


def get_column_path(field: Any) -> str:
    """The path of a member's column in a query."""
    return str(field.source).replace(".", "__")


def get_row_plan(
    serializer_class: Any, names: tuple[str, ...] | None = None, wording: Wording = DEFAULT_WORDING
) -> RowPlan:
    """The shape of a serializer class with its usual members, or with `names`."""
    serializer_class = get_worded_serializer(serializer_class, wording)
    return get_cached_row_plan(serializer_class, names or list_default_members(serializer_class), wording)


get_cached_row_plan = cache(RowPlan)


def get_worded_serializer(serializer_class: Any, wording: Wording) -> Any:
    """The serializer class that writes names and labels like this; itself, where it writes none."""
    variant = getattr(serializer_class, "worded", None)
    return variant(wording) if variant and wording != DEFAULT_WORDING else serializer_class


def list_default_members(serializer_class: Any) -> tuple[str, ...]:
    """The members that a row has unless `fields` or `include` says otherwise."""
    on_request: Iterable[str] = getattr(serializer_class.Meta, "on_request", ())
    return tuple(name for name in list_known_members(serializer_class) if name not in set(on_request))


def list_known_members(serializer_class: Any) -> tuple[str, ...]:
    """All members that a row may have in this wording."""
    elsewhere = set(getattr(serializer_class.Meta, "in_other_words", ()))
    return tuple(name for name in serializer_class.Meta.fields if name not in elsewhere)
