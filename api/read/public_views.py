"""What the public reads of a production that is no list of entries: coverage (H12) and editions."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import override
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from api.http import responses
from api.http.errors import respond_with_problem
from api.http.header_schemas import CONDITIONAL, VALIDATED
from api.http.not_found import make_not_found_error
from api.http.problem_schemas import PROBLEM_RESPONSES
from api.read import output_serializers
from api.read.compiled_serializers import DEFAULT_WORDING, get_row_plan
from api.read.fragment_cache import FragmentCache
from api.read.newest_event import read_last_modified
from api.read.output_serializers.references import EpisodeRef, RoleRef
from api.read.query_params import WORDING_PARAMETERS, get_wording, read_wording
from api.read.schema import describe_options
from productions.coverage.services.coverage import measure_coverage
from productions.models import Production
from productions.releases.services.editions import list_editions


@csrf_exempt  # whatever the method, there is nothing to forge
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Every other address under the API."""
    return respond_with_problem(404, "There is nothing at this address.", instance=request.path)


class ProductionPartView(APIView):
    """Something of one production that is no list of entries."""

    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    def production(self, uid: UUID) -> Production:
        """Raises what `api.http.not_found.make_not_found_error` says where there is none."""
        production = Production.objects.public().filter(uid=uid).first()
        if production is None:
            raise make_not_found_error(Production, uid, self.request)
        return production

    def show(self, shown: Any) -> HttpResponseBase:
        body = responses.encode_json(shown)
        return responses.build_response(
            self.request, body, responses.MEDIA_TYPES[responses.JSON], modified=read_last_modified()
        )

    def localise_rows(
        self, rows: list[dict[str, Any]], member: str, shown: type[Any], entries: Sequence[Model | None]
    ) -> None:
        """Write a member of the rows, which refers to these entries, as `names` and `lang` say."""
        wording = get_wording(self.request)
        if wording == DEFAULT_WORDING:
            return
        found = FragmentCache().of(
            get_row_plan(shown, None, wording), {entry.pk for entry in entries if entry}
        )
        for row, entry in zip(rows, entries, strict=True):
            row[member] = found[entry.pk] if entry else None


class ProductionCoverage(ProductionPartView):
    """How many cuts × roles of a production have a person, and how many claims are open (H12)."""

    serializer_class: ClassVar = output_serializers.CoverageOut

    @extend_schema(
        summary="Get the coverage of a production",
        parameters=describe_options(WORDING_PARAMETERS),
        responses={200: output_serializers.CoverageOut, **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        read_wording(request)
        coverage = measure_coverage(production=self.production(uid))
        shown = output_serializers.CoverageOut(coverage).data
        self.localise_rows(shown["roles"], "role", RoleRef, [line.role for line in coverage.roles])
        return self.show(shown)


class ProductionEditions(ProductionPartView):
    """The editions of a production and of its episodes, not paged: those that have releases or credits of their own."""

    serializer_class: ClassVar = output_serializers.EditionOut

    @extend_schema(
        operation_id="productions_editions_list",
        summary="List the editions of a production",
        parameters=describe_options(WORDING_PARAMETERS),
        responses={200: output_serializers.EditionOut(many=True), **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        read_wording(request)
        lines = list_editions(production=self.production(uid))
        with override(UTC):  # as everywhere in the API
            shown: Any = output_serializers.EditionOut(lines, many=True).data
        self.localise_rows(shown, "episode", EpisodeRef, [line.episode for line in lines])
        return self.show(shown)
