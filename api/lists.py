"""Lists and entries of declared shapes: parameters in, one prepared query, bytes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, islice
from types import MappingProxyType
from typing import Any, ClassVar

from django.db.models import CharField, Model, UUIDField
from django.http.response import HttpResponseBase
from rest_framework import generics
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request

from api import answers
from api.aggregates import Grouping
from api.asked import (
    AGGREGATE,
    MEMBERS,
    ORDERING,
    PAGING,
    RELEVANCE,
    WORDING,
    Asked,
    read,
    wording_of,
    write_cursor,
)
from api.filters import Filters, NoFilter
from api.gone import missing, public
from api.modified import read_newest
from api.pages import CursorPages
from api.plans import Plan, Source, in_words, kept_plan, make_plan
from api.prepared import Prepared, Record
from api.searching import Ranking

CHUNK = 5000
"""Rows that one query reads of a list that is not paged, and the most that are sent with a length and an ETag."""
SLICE = 250
"""Rows of it that are Python objects at one time. 1,000 are no faster, and 8 threads would hold 30 MB more."""


class OwnForms(BaseContentNegotiation):
    """`api.answers` chooses the form of a list; errors are always JSON."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class Declared(generics.GenericAPIView[Any]):
    """A view of a declared shape: `queryset` says which rows, `serializer_class` what they show."""

    content_negotiation_class = OwnForms
    filterset_class: ClassVar[type[Filters]] = NoFilter
    orderings: Mapping[str, tuple[str, ...]] = MappingProxyType({"uid": ("uid",)})
    """Names of `ordering` and their columns: never null, the last one unique. The first ordering is the usual."""
    named: ClassVar[str | None] = None
    """The path to the column that the address names."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        # The view and its request hold each other: a long answer would stay until the collector comes round.
        del self.response
        return response

    def source(self) -> Source:
        """What the rows are made of, in the wording that is asked for."""
        return in_words(self.declared(), wording_of(getattr(self, "request", None)))

    @classmethod
    @cache
    def declared(cls) -> Source:
        """The same in the usual wording."""
        assert cls.queryset is not None
        parameters = cls.filterset_class.base_filters
        named = None
        if cls.named is not None:
            named = (cls.named, CharField() if cls.named.endswith("code") else UUIDField())
        return Source(cls.queryset.all(), cls.serializer_class, parameters, cls.orderings, named)


class Listing(Declared, generics.ListAPIView[Any]):
    """A list of entries: filters, cursor pages, chosen members; JSON, NDJSON or CSV."""

    pagination_class: Any = CursorPages
    paged: ClassVar[bool] = True
    counted: ClassVar[bool] = False
    """Whether `aggregate` counts its rows in groups."""
    of: ClassVar[type[Model] | None] = None
    """The model of the entry that the address names."""
    suffix: str | None = None
    """json, ndjson or csv where the address ends in it."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        form = answers.wanted_format(request, self.suffix)
        asked = read(request, self.source(), self.known_options())
        if self.named is not None:
            (asked.values["named"],) = kwargs.values()
        return self.page(asked, form) if self.paged else self.everything(asked, form)

    @classmethod
    def known_options(cls) -> dict[str, str]:
        """The parameters besides the filters, with what they mean."""
        return (
            MEMBERS | WORDING | ORDERING | (PAGING if cls.paged else {}) | (AGGREGATE if cls.counted else {})
        )

    def reader(self, asked: Asked) -> Plan | Ranking | Grouping:
        """What reads the page that is asked for."""
        if asked.aggregate:
            return Grouping(self.source(), asked.shapes, asked.aggregate, asked.turned, self.keeps(asked))
        if asked.ordering.removeprefix("-") == RELEVANCE:
            return self.ranking(asked)
        return self.plan(asked)

    def plan(self, asked: Asked) -> Plan:
        """The compiled list."""
        make = kept_plan if self.keeps(asked) else make_plan
        return make(self.source(), asked.names, asked.shapes, asked.ordering, asked.turned)

    def ranking(self, asked: Asked) -> Ranking:
        """The compiled search, for the ordering by relevance."""
        shapes = tuple(pair for pair in asked.shapes if pair[0] != "q")
        return Ranking(
            self.source(),
            asked.names,
            shapes,
            words=dict(asked.shapes)["q"],
            descending=asked.ordering.startswith("-"),
            turned=asked.turned,
            kept=self.keeps(asked),
        )

    def keeps(self, asked: Asked) -> bool:
        """Whether its SQL is kept: not where a parameter's text is part of it."""
        return all(self.source().parameters[name].kept for name, _shape in asked.shapes)

    def page(self, asked: Asked, form: str) -> HttpResponseBase:
        plan = self.reader(asked)
        records = plan.read(asked.values, limit=asked.size + 1)
        if not records:
            self.require_named()
        more, records = len(records) > asked.size, records[: asked.size]
        if asked.turned:
            records.reverse()
        following = more or asked.turned is True
        preceding = more if asked.turned else asked.turned is False
        links = {
            "next": self.link(plan, records[-1], False) if records and following else None,
            "previous": self.link(plan, records[0], True) if records and preceding else None,
        }
        body: dict[str, Any] = dict(links)
        modified, headers = plan.modified(records), {}
        if any(links.values()):
            headers["Link"] = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items() if url)
        if asked.count:
            body["count"] = self.count(asked)
            headers["Total-Count"] = str(body["count"])
        if form == answers.JSON:
            content = answers.dump({**body, "results": plan.entries(records)})
        else:
            content = written(plan, records, form)
        return answers.answer(
            self.request, content, answers.MEDIA_TYPES[form], modified=modified, headers=headers
        )

    def count(self, asked: Asked) -> int:
        """How many entries, or groups, the whole list has."""
        plan = self.reader(asked)
        if isinstance(plan, Grouping):
            return plan.count(asked.values)
        everything = Prepared(self.source().narrowed(asked.shapes).order_by().values_list("pk"))
        return everything.count(asked.values)

    def everything(self, asked: Asked, form: str) -> HttpResponseBase:
        """The list as a whole, with a length and an ETag; beyond one chunk it is sent while it is read."""
        media_type = answers.MEDIA_TYPES[form]
        parts = self.parts(asked, form)
        head = list(islice(parts, CHUNK // SLICE + 2))
        if (following := next(parts, None)) is not None:
            return answers.stream(chain(head, [following], parts), media_type, modified=asked.newest)
        if len(head) == 1:
            self.require_named()
            asked.newest = read_newest()
        return answers.answer(self.request, head, media_type, modified=asked.newest)

    def parts(self, asked: Asked, form: str) -> Iterator[bytes]:
        """The list slice by slice, then how it ends."""
        first = True
        for plan, records in self.slices(asked):
            part = written(plan, records, form, heading=first)
            yield part if form != answers.JSON else (b"[" if first else b",") + part[1:-1]
            first = False
        if form == answers.JSON:
            yield b"[]" if first else b"]"
        else:
            yield b""

    def slices(self, asked: Asked) -> Iterator[tuple[Plan, list[Record]]]:
        """All rows; every chunk is a query of its own that begins where the one before ended."""
        while True:
            plan, read = self.plan(asked), 0
            for records in plan.slices(asked.values, limit=CHUNK, size=SLICE):
                read += len(records)
                asked.newest = asked.newest or plan.modified(records)
                yield plan, records
            if read < CHUNK:
                return
            asked.values["cursor"], asked.turned = plan.place(records[-1]), False

    def require_named(self) -> None:
        """An empty list of an entry that is not public is nothing at all."""
        if self.of is not None:
            (name,) = self.kwargs.values()
            if not public(self.of, name):
                raise missing(self.of, name, self.request)

    def link(self, plan: Plan | Ranking | Grouping, record: Record, turned: bool) -> str:
        """The address of the next page, or of the previous one."""
        query = self.request.query_params.copy()
        query["cursor"] = write_cursor(turned, plan.place(record))
        return self.request.build_absolute_uri(f"?{query.urlencode()}")


def written(
    plan: Plan | Ranking | Grouping, records: list[Record], form: str, *, heading: bool = True
) -> bytes:
    """Entries as a JSON list, as lines of JSON, or as a table."""
    if form == answers.CSV:
        return answers.table(plan.shape, plan.plain(records), heading=heading)
    entries = plan.entries(records)
    return answers.lines(entries) if form == answers.NDJSON else answers.dump(entries)


class Entry(Declared, generics.RetrieveAPIView[Any]):
    """One entry by its uid (or code), with the same members as in the list."""

    named = "uid"

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        asked = read(request, self.source(), MEMBERS | WORDING)
        plan = kept_plan(self.source(), asked.names, (), asked.ordering, None)
        (name,) = kwargs.values()
        records = plan.read({"named": name}, limit=1)
        if not records:
            model = self.source().queryset.model
            raise missing(model, name, request)
        body = answers.dump(plan.entries(records)[0])
        return answers.answer(
            request, body, answers.MEDIA_TYPES[answers.JSON], modified=plan.modified(records)
        )
