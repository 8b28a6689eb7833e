"""What the public reads of one kind of entry, declared once: lists, entries, the feed, dumps and the fragment cache take it from here.

The declarations are in `api.resources`, above this package. `ApiConfig.ready` registers them, so that the packages below can
go through all of them without knowing any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.db.models import Model, QuerySet
from rest_framework import serializers

from api.read.compiled_queries import BY_UID, RANK_FIELDS, ROLL_FIELDS, ListSource, make_named_column
from api.read.compiled_serializers import find_parent_link
from api.read.filters import NoFilter, ParameterFilterSet
from api.read.fragment_cache import watch_tables
from api.read.query_params import RELEVANCE_ORDERING, ROLL_ORDERING
from productions.ledger.models import SHOWN_ELSEWHERE
from productions.shared.choices import FeedEntity


def make_orderings(word: str) -> Mapping[str, tuple[str, ...]]:
    """The orderings of a list that has a sort key: by uid, which is by time of entry, or by `word`."""
    return MappingProxyType({**BY_UID, word: ("sort_key", "uid")})


def make_search_orderings(word: str) -> Mapping[str, tuple[str, ...]]:
    """The same, and how well an entry matches `q`."""
    return MappingProxyType({**make_orderings(word), RELEVANCE_ORDERING: tuple(RANK_FIELDS)})


@dataclass(frozen=True)
class Below:
    """A list of one entry of another kind, with all filters of the whole list: `productions/{uid}/credits/`."""

    parent: str
    """The other resource's name."""
    text: str
    """The sentence that describes it."""
    address: str = ""
    """Its last word, where that is not the resource's own address."""
    narrow: str = ""
    """The query set's method that takes the other entry's uid, where no column leads to it."""
    whole_text: str = ""
    """What describes its files (`credits.csv`), where each has the whole list and not a page of it."""
    has_roll: bool = False
    """Whether it can be asked for in the order of a roll."""

    @property
    def more_orderings(self) -> Mapping[str, tuple[str, ...]]:
        """Its orderings beside those of the whole list."""
        return {ROLL_ORDERING: tuple(ROLL_FIELDS)} if self.has_roll else {}


@dataclass(frozen=True)
class EntryPart:
    """A table without addresses of its own in public, whose rows are shown inside an entry."""

    model: type[Model]
    link: str
    """The column of the part that leads to the entry."""
    members: tuple[str, ...]
    """The members of the entry that it shows in."""


@dataclass(frozen=True, eq=False, kw_only=True)
class PublicResource:
    """One kind of entry as everybody reads it."""

    name: str
    """In the names of routes, and with an s its address: `ai-system` for `ai-system-list` at `ai-systems/`."""
    text: str
    """What its list is, for the OpenAPI document."""
    rows: QuerySet[Any, Any]
    """The public ones."""
    representation: Any
    """The serializer that declares what a row shows."""
    single: Any = None
    """The serializer of a single entry, where it shows more than a row of the list."""
    dumped: Any = None
    """The serializer of its rows in a dump, where they show more than those of the list."""
    text_of_one: str = ""
    """What an entry is; without it made of `text`."""
    filters: type[ParameterFilterSet] = NoFilter
    orderings: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: BY_UID)
    """Names of `ordering` and their columns: never null, the last one unique. The first ordering is the usual."""
    lookup: str = "uid"
    """The column that its address names: uid or code."""
    counted: bool = False
    """Whether its lists are there counted in groups too, at `groups/` below each."""
    below: tuple[Below, ...] = ()
    derived_members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Members that follow from the rows of nested lists, and these lists."""

    @property
    def address(self) -> str:
        """The first word of its addresses."""
        return f"{self.name}s"

    @property
    def model(self) -> type[Model]:
        return self.rows.model

    @property
    def kind(self) -> str:
        """What events call it: the model's name."""
        return str(self.model._meta.model_name)

    @property
    def single_text(self) -> str:
        """What an entry is, for the OpenAPI document."""
        return self.text_of_one or f"One entry. {self.text}"

    @property
    def is_in_feed(self) -> bool:
        """Whether the feed names it as an entry; an AI use is a part of its credit there."""
        return self.kind in FeedEntity.values

    @cached_property
    def source(self) -> ListSource:
        """The list."""
        return self.make_source(self.representation)

    @property
    def dump_representation(self) -> Any:
        """The serializer of its rows in a dump."""
        return self.dumped or self.representation

    @cached_property
    def dump_source(self) -> ListSource:
        """The list as a dump has it."""
        return self.make_source(self.dump_representation)

    @cached_property
    def entry_source(self) -> ListSource:
        """One entry by its uid or code."""
        return self.make_source(self.single or self.representation, lookup=self.lookup)

    def make_source(
        self, serializer_class: Any, *, lookup: str | None = None, narrow: str = ""
    ) -> ListSource:
        """The rows with a serializer, those of one value of the column `lookup` where it is given, which the query set's method
        `narrow` finds where no column leads to it. Plans are kept by source: make each once."""
        named = make_named_column(lookup) if lookup else None
        parameters = self.filters.base_filters
        return ListSource(self.rows, serializer_class, parameters, self.orderings, named, narrow)

    @cached_property
    def parts(self) -> tuple[EntryPart, ...]:
        """The tables of its nested lists that the feed does not name as entries."""
        return tuple(self.find_parts())

    def find_parts(self) -> Iterator[EntryPart]:
        for member, form in self.representation().fields.items():
            if not isinstance(form, serializers.ListSerializer):
                continue
            model = form.child.Meta.model  # type: ignore[union-attr]
            if model._meta.model_name not in FeedEntity.values:
                derived = [name for name, lists in self.derived_members.items() if member in lists]
                yield EntryPart(model, find_parent_link(model, self.model).name, (*derived, member))


PUBLIC_RESOURCES: dict[str, PublicResource] = {}
"""All of them by their addresses, in the order of the dump and of the root."""


def register_resources(resources: Iterable[PublicResource]) -> None:
    """Make the resources known to the feed, the dump and the fragment cache."""
    for resource in resources:
        PUBLIC_RESOURCES[resource.address] = resource
        if resource.kind in SHOWN_ELSEWHERE:
            watch_tables(resource.model, {part.model: part.link for part in resource.parts})
