"""Reading with a token: the same addresses show a member, beside what is public, what their productions have in
private. Such answers are nobody's to keep (`Cache-Control: private, no-store`)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http import responses
from api.http.not_found import Gone, make_not_found_error
from api.read.chain import ChainView
from api.read.compiled_queries import ListSource
from api.read.compiled_serializers import RowPlan, get_row_plan
from api.read.cut_summaries import CutSummariesView
from api.read.entry_queries import EntryQuery
from api.read.filmography import FilmographyView
from api.read.list_views import EntryView, ListingView
from api.read.public_views import (
    AISystemDisclosures,
    ProductionCoverage,
    ProductionEditions,
    ProductionPartView,
)
from api.read.query_params import (
    MEMBER_PARAMETERS,
    WORDING_PARAMETERS,
    ListParams,
    choose_media_type,
    read_list_params,
)
from api.read.rolls import ReleaseRoll
from api.read.sealed_documents import DocumentByDigest, make_unknown_document_error
from api.read.staff import StaffView
from api.read.works import WorksView
from api.write.idempotency import PRIVATE_CACHE_CONTROL
from api.write.if_match import format_etag
from productions.models import AISystem, AIUse, Credit, Production, Release, User
from productions.removals.services.past_sight import could_see
from productions.shared.models import Removable


def filter_readable(model: Any, user: User) -> Any:
    """The entries of a model that a user may read; the vocabulary is everybody's."""
    rows = model._default_manager.all()
    return rows.readable_by(user) if hasattr(rows, "readable_by") else rows


@cache
def get_entry_query(shape: RowPlan) -> EntryQuery:
    """The query of one entry, by its key."""
    if "named_validator_id" in shape.sources:
        return EntryQuery(shape, AIUse.objects.with_named_validator())
    return EntryQuery(shape, shape.model._base_manager.all())


def encode_entry(shape: RowPlan, entry: Model) -> bytes:
    """The entry as JSON, also inside the transaction that changes it: nothing is kept for other readers."""
    return responses.encode_json(get_entry_query(shape).read(entry.pk))


def make_not_found_for_member(model: Any, uid: UUID, request: Request) -> Exception:
    """The exception to raise where a member finds no entry: what they could see while it stood is a 410 to them."""
    user: Any = request.user
    row = model._base_manager.filter(uid=uid).first()
    removed_at = getattr(row, "removed_at", None)
    if removed_at is not None and getattr(row, "merged_into_id", None) is None and could_see(user, row):
        return Gone(uid, removed_at)
    return make_not_found_error(model, uid, request)


class MembersView(APIView):
    """A view that shows a member more than the public; such an answer is nobody's to keep."""

    @cached_property
    def member(self) -> User | None:
        user = getattr(self.request, "user", None)
        return user if isinstance(user, User) else None

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.member:
            response.headers["Cache-Control"] = PRIVATE_CACHE_CONTROL
        return response


class MembersRoll(MembersView, ReleaseRoll):
    """The roll of a release, for members of private productions too."""

    def read(self, uid: UUID, lang: str, *columns: str) -> Any:
        if not self.member:
            return super().read(uid, lang, *columns)
        rows = filter_readable(Release, self.member).with_text(format=self.format_name, language=lang)
        row = rows.filter(uid=uid).values_list(*columns).first()
        if row is None:
            raise make_not_found_for_member(Release, uid, self.request)
        return row


class MembersDocument(MembersView, DocumentByDigest):
    __doc__ = DocumentByDigest.__doc__

    def read(self, digest: str, *columns: str) -> Any:
        if not self.member:
            return super().read(digest, *columns)
        rows = filter_readable(Release, self.member).with_committed_document(digest)
        row = rows.order_by("pk").values_list(*columns).first()
        if row is None:
            raise make_unknown_document_error()
        return row


class MembersProductionView(MembersView, ProductionPartView):
    """Something of one production, for members of private ones too."""

    def production(self, uid: UUID) -> Production:
        if not self.member:
            return super().production(uid)
        production: Production | None = filter_readable(Production, self.member).filter(uid=uid).first()
        if production is None:
            raise make_not_found_for_member(Production, uid, self.request)
        return production


class MembersCoverage(MembersProductionView, ProductionCoverage):
    __doc__ = ProductionCoverage.__doc__


class MembersEditions(MembersProductionView, ProductionEditions):
    __doc__ = ProductionEditions.__doc__


class MembersDisclosures(MembersView, AISystemDisclosures):
    __doc__ = AISystemDisclosures.__doc__

    def system(self, uid: UUID) -> AISystem:
        if not self.member:
            return super().system(uid)
        system: AISystem | None = filter_readable(AISystem, self.member).filter(uid=uid).first()
        if system is None:
            raise make_not_found_for_member(AISystem, uid, self.request)
        return system


class MembersList(MembersView, ListingView):
    """A list with a member's own rows in it."""

    def source(self) -> ListSource:
        return self.members_source if self.member else super().source()

    @cached_property
    def members_source(self) -> ListSource:
        public = super().source()
        rows = filter_readable(public.queryset.model, self.member)  # type: ignore[arg-type]
        if hasattr(rows, "with_named_validator"):
            rows = rows.with_named_validator()
        return replace(public, queryset=rows)

    def keeps(self, asked: ListParams) -> bool:
        return not self.member and super().keeps(asked)

    def require_named(self) -> None:
        if self.member and self.of is not None:
            (name,) = self.kwargs.values()
            key = {"code": name} if isinstance(name, str) else {"uid": name}
            if filter_readable(self.of, self.member).filter(**key).exists():
                return
        super().require_named()


class MembersFilmography(MembersList, FilmographyView):
    """What a contributor did, a member's own productions among it."""


class MembersWorks(MembersList, WorksView):
    """A contributor's productions, a member's own among them."""


class MembersStaff(MembersList, StaffView):
    """The staff of a production, as its members see it: drafts too."""


class MembersChain(MembersList, ChainView):
    """Who gave work to whom, as members see it: drafts too."""


class MembersCutSummaries(MembersList, CutSummariesView):
    """What the credits of each cut say together, as members see it: drafts too."""

    def select_credits(self) -> Any:
        return filter_readable(Credit, self.member) if self.member else super().select_credits()


class MembersEntry(EntryView):
    """An entry as a member sees it; its ETag is the revision that a change must name (`If-Match`)."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(request.user, User) or "code" in kwargs:
            return super().get(request, *args, **kwargs)  # the vocabulary is everybody's
        asked = read_list_params(request, self.source(), MEMBER_PARAMETERS | WORDING_PARAMETERS)
        return respond_to_member(self.source(), asked, request, **kwargs)


def respond_to_member(source: ListSource, asked: ListParams, request: Request, uid: UUID) -> HttpResponseBase:
    """One entry for a member. Raises what `api.http.not_found.make_not_found_error` says where there is none for them."""
    model: Any = source.queryset.model
    entry = filter_readable(model, request.user).filter(uid=uid).first()  # type: ignore[arg-type]
    if entry is None:
        raise make_not_found_for_member(model, uid, request)
    response = HttpResponse(
        encode_entry(get_row_plan(source.serializer_class, asked.names, source.wording), entry),
        content_type=choose_media_type(responses.JSON, asked),
        headers={"Cache-Control": PRIVATE_CACHE_CONTROL},
    )
    if isinstance(entry, Removable):
        response.headers["ETag"] = format_etag(entry.revision)
    return response
