"""Lists and entries of declared shapes: parameters in, one prepared query, bytes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

from django.db.models import Model
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http import responses
from api.http.header_schemas import CONDITIONAL, VALIDATED
from api.http.not_found import is_public_entry, make_not_found_error
from api.read.aggregates import GroupPlan
from api.read.compiled_queries import ListPlan, ListSource, apply_wording, compile_list_plan, get_list_plan
from api.read.csv_rows import encode_csv
from api.read.key_plans import RankedPlan
from api.read.newest_event import read_last_modified
from api.read.pagination import CursorPages
from api.read.prepared_queries import PreparedQuery, ResultRow
from api.read.query_params import (
    ENTRY_PAGES,
    GROUP_PARAMETERS,
    MEMBER_PARAMETERS,
    ORDERING_PARAMETERS,
    PAGING_PARAMETERS,
    RELEVANCE_ORDERING,
    ROLL_ORDERING,
    WORDING_PARAMETERS,
    ListParams,
    PageSizes,
    choose_media_type,
    encode_cursor,
    get_wording,
    read_list_params,
)
from api.read.roll_order import find_roll_part, make_roll_plan
from api.read.search import SearchPlan
from api.read.search_parameters import LabelSearchParameter

CHUNK_ROWS = 5000
"""Rows that one query reads of a list that is not paged, and the most that are sent with a length and an ETag."""
STREAM_SLICE_ROWS = 250
"""Rows of it that are Python objects at one time. 1,000 are no faster, and 8 threads would hold 30 MB more."""


@dataclass(frozen=True)
class ActionText:
    """One method of an address, as the OpenAPI document has it."""

    summary: str
    """What it does, in a few words: “Confirm a credit”."""
    responses: Mapping[Any, Any]
    request: Any = None
    text: str | None = None
    """None: the view's own."""
    parameters: tuple[Any, ...] = ()
    operation_id: str | None = None
    """None: made of the address."""


class DeclaredView(APIView):
    """A view of declared rows. `as_view` is given what a class would say elsewhere: one class answers for every resource."""

    declared: ListSource | None = None
    """The rows, what they show, parameters and orderings, in the usual wording."""
    name = description = None
    """What OPTIONS and the OpenAPI document call the view, and what they say of it."""
    summary: str = ""
    """What a GET does, in a few words, for the OpenAPI document."""
    heeded_headers: tuple[str, ...] = CONDITIONAL
    answer_headers: Any = VALIDATED
    """Headers of requests and of answers to GET, for the OpenAPI document."""
    actions: Mapping[str, ActionText] = MappingProxyType({})
    """What the OpenAPI document says of methods besides GET."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        # The view and its request hold each other: a long answer would stay until the collector comes round.
        del self.response
        return response

    def source(self) -> ListSource:
        """What the rows are made of, in the wording that is asked for."""
        assert self.declared is not None
        return apply_wording(self.declared, get_wording(getattr(self, "request", None)))


class ListingView(DeclaredView):
    """A list of entries: filters, cursor pages, chosen members; in one form, JSON, NDJSON or CSV."""

    paged: bool = True
    sizes: PageSizes = ENTRY_PAGES
    counted: bool = False
    """Whether it has its rows counted in groups, and not the rows."""
    of: type[Model] | None = None
    """The model of the entry that the address names."""
    form: str = responses.JSON
    """What the answer is written in, one of `api.http.responses.MEDIA_TYPES`."""
    roll: RankedPlan | None = None
    """Of a request in the order of a roll: the whole of it."""

    @property
    def answer_headers(self) -> tuple[str, ...]:
        """Pages lead to others."""
        return (*VALIDATED, "Link", "Total-Count") if self.paged else VALIDATED

    @property
    def pagination_class(self) -> type[CursorPages] | None:
        """How drf-spectacular describes the pages."""
        return CursorPages if self.paged else None

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        asked = read_list_params(request, self.source(), self.known_options(), sizes=self.sizes)
        if self.of is not None:
            (asked.values["named"],) = kwargs.values()
        return self.page(asked, self.form) if self.paged else self.respond_with_all(asked, self.form)

    def known_options(self) -> dict[str, str]:
        """The parameters besides the filters, with what they mean."""
        if self.counted:
            return GROUP_PARAMETERS | WORDING_PARAMETERS | PAGING_PARAMETERS
        shown = MEMBER_PARAMETERS | WORDING_PARAMETERS | ORDERING_PARAMETERS
        return shown | (PAGING_PARAMETERS if self.paged else {})

    def reader(self, asked: ListParams) -> ListPlan | SearchPlan | RankedPlan | GroupPlan:
        """What reads the page that is asked for."""
        if asked.aggregate:
            return GroupPlan(self.source(), asked.shapes, asked.aggregate, asked.turned, self.keeps(asked))
        if asked.ordering.removeprefix("-") == RELEVANCE_ORDERING:
            return self.make_search_plan(asked)
        return self.choose_plan(asked)

    def choose_plan(self, asked: ListParams) -> ListPlan | RankedPlan:
        """The compiled list, or the roll."""
        if asked.ordering.removeprefix("-") == ROLL_ORDERING:
            return self.find_roll_plan(asked)
        make = get_list_plan if self.keeps(asked) else compile_list_plan
        return make(self.source(), asked.names, asked.shapes, asked.ordering, asked.turned)

    def make_search_plan(self, asked: ListParams) -> SearchPlan | RankedPlan:
        """The compiled search, or the ranked one of a short list, for the ordering by relevance."""
        text = dict(asked.shapes)["q"]
        given: dict[str, Any] = {
            "source": self.source(),
            "names": asked.names,
            "shapes": tuple(pair for pair in asked.shapes if pair[0] != "q"),
            "descending": asked.ordering.startswith("-"),
            "turned": asked.turned,
            "kept": self.keeps(asked),
        }
        if isinstance(self.source().parameters["q"], LabelSearchParameter):
            found: Any = self.source().queryset
            return RankedPlan(**given, keys=list(found.search(text).values_list("pk", flat=True)))
        return SearchPlan(**given, words=text)

    def find_roll_plan(self, asked: ListParams) -> RankedPlan:
        """The credits of a roll, arranged once a request. Raises what `require_named` does where there is nothing whose roll it could be."""
        if self.roll is None:
            model: Any = self.of
            (name,) = self.kwargs.values()
            part = find_roll_part(model, name)
            if part is None:
                raise make_not_found_error(model, name, self.request)
            self.roll = make_roll_plan(self.source(), asked, part, kept=self.keeps(asked))
        return replace(self.roll, turned=asked.turned)

    def keeps(self, asked: ListParams) -> bool:
        """Whether its SQL is kept: not where a parameter's text is part of it."""
        return all(self.source().parameters[name].kept for name, _shape in asked.shapes)

    def page(self, asked: ListParams, form: str) -> HttpResponseBase:
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
        if form == responses.JSON:
            content = responses.encode_json({**body, "results": plan.entries(records)})
        else:
            content = encode_entries(plan, records, form)
        return responses.build_response(
            self.request, content, choose_media_type(form, asked), modified=modified, headers=headers
        )

    def count(self, asked: ListParams) -> int:
        """How many entries, or groups, the whole list has."""
        plan = self.reader(asked)
        if isinstance(plan, (GroupPlan, RankedPlan)):
            return plan.count(asked.values)
        everything = PreparedQuery(self.source().filter_rows(asked.shapes).order_by().values_list("pk"))
        counted = everything.count(asked.values)
        if not counted and isinstance(plan, SearchPlan):
            return len(plan.near(asked.values, asked.size + 1))
        return counted

    def respond_with_all(self, asked: ListParams, form: str) -> HttpResponseBase:
        """The list as a whole, with a length and an ETag; beyond one chunk it is sent while it is read."""
        media_type = choose_media_type(form, asked)
        parts = self.parts(asked, form)
        head = list(islice(parts, CHUNK_ROWS // STREAM_SLICE_ROWS + 2))
        if (following := next(parts, None)) is not None:
            return responses.stream_response(
                chain(head, [following], parts), media_type, modified=asked.newest
            )
        if len(head) == 1:
            self.require_named()
            asked.newest = read_last_modified()
        return responses.build_response(self.request, head, media_type, modified=asked.newest)

    def parts(self, asked: ListParams, form: str) -> Iterator[bytes]:
        """The list slice by slice, then how it ends."""
        first = True
        for plan, records in self.slices(asked):
            part = encode_entries(plan, records, form, heading=first)
            yield part if form != responses.JSON else (b"[" if first else b",") + part[1:-1]
            first = False
        if form == responses.JSON:
            yield b"[]" if first else b"]"
        else:
            yield b""

    def slices(self, asked: ListParams) -> Iterator[tuple[ListPlan | RankedPlan, list[ResultRow]]]:
        """All rows; every chunk is a query of its own that begins where the one before ended."""
        while True:
            plan, read = self.choose_plan(asked), 0
            for records in plan.slices(asked.values, limit=CHUNK_ROWS, size=STREAM_SLICE_ROWS):
                read += len(records)
                asked.newest = asked.newest or plan.modified(records)
                yield plan, records
            if read < CHUNK_ROWS:
                return
            asked.values["cursor"], asked.turned = plan.place(records[-1]), False

    def require_named(self) -> None:
        """An empty list of an entry that is not public is nothing at all."""
        if self.of is not None:
            (name,) = self.kwargs.values()
            if not is_public_entry(self.of, name):
                raise make_not_found_error(self.of, name, self.request)

    def link(
        self, plan: ListPlan | SearchPlan | RankedPlan | GroupPlan, record: ResultRow, turned: bool
    ) -> str:
        """The address of the next page, or of the previous one."""
        query = self.request.query_params.copy()
        query["cursor"] = encode_cursor(turned, plan.place(record))
        return self.request.build_absolute_uri(f"?{query.urlencode()}")


def encode_entries(
    plan: ListPlan | SearchPlan | RankedPlan | GroupPlan,
    records: list[ResultRow],
    form: str,
    *,
    heading: bool = True,
) -> bytes:
    """Entries as a JSON list, as lines of JSON, or as a table."""
    if form == responses.CSV:
        return encode_csv(plan.shape, plan.plain(records), heading=heading)
    entries = plan.entries(records)
    return responses.encode_ndjson(entries) if form == responses.NDJSON else responses.encode_json(entries)


class EntryView(DeclaredView):
    """One entry by its uid (or code), with the same members as in the list."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        asked = read_list_params(request, self.source(), MEMBER_PARAMETERS | WORDING_PARAMETERS)
        plan = get_list_plan(self.source(), asked.names, (), asked.ordering, None)
        (name,) = kwargs.values()
        records = plan.read({"named": name}, limit=1)
        if not records:
            model = self.source().queryset.model
            raise make_not_found_error(model, name, request)
        body = responses.encode_json(plan.entries(records)[0])
        return responses.build_response(
            request, body, choose_media_type(responses.JSON, asked), modified=plan.modified(records)
        )
