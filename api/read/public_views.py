"""What the public reads of an entry that is no list of entries: coverage (H12), editions, and what was said of AI systems."""

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
from api.read.filters import refuse_unknown_parameters
from api.read.fragment_cache import FragmentCache
from api.read.newest_event import read_last_modified
from api.read.output_serializers.references import EpisodeRef, RoleRef
from api.read.query_params import WORDING_PARAMETERS, get_wording, read_wording
from api.read.schema import describe_options
from productions.ai.services.disclosures import list_disclosures
from productions.coverage.services.coverage import measure_coverage
from productions.models import AISystem, Production
from productions.releases.services.editions import list_editions


@csrf_exempt  # whatever the method, there is nothing to forge
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Every other address under the API."""
    return respond_with_problem(404, "There is nothing at this address.", instance=request.path)


class PartView(APIView):
    """Something of one entry that is no list of entries."""

    heeded_headers = CONDITIONAL
    answer_headers: ClassVar[tuple[str, ...]] = VALIDATED

    def show(self, shown: Any) -> HttpResponseBase:
        body = responses.encode_json(shown)
        return responses.build_response(
            self.request, body, responses.MEDIA_TYPES[responses.JSON], modified=read_last_modified()
        )


class ProductionPartView(PartView):
    """Something of one production that is no list of entries."""

    def production(self, uid: UUID) -> Production:
        """Raises what `api.http.not_found.make_not_found_error` says where there is none."""
        production = Production.objects.public().filter(uid=uid).first()
        if production is None:
            raise make_not_found_error(Production, uid, self.request)
        return production

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


class AISystemDisclosures(PartView):
    """What was said of an AI system at which time, newest first, not paged: the ledger tells it, so nothing is lost by a correction."""

    serializer_class: ClassVar = output_serializers.DisclosureOut

    @extend_schema(
        operation_id="ai_systems_disclosures_list",
        summary="List what was disclosed of an AI system",
        responses={200: output_serializers.DisclosureOut(many=True), **PROBLEM_RESPONSES},
    )
    def get(self, request: Request, uid: UUID) -> HttpResponseBase:
        refuse_unknown_parameters(request, ())
        told = list_disclosures(self.system(uid))
        with override(UTC):  # as everywhere in the API
            return self.show(output_serializers.DisclosureOut(told, many=True).data)

    def system(self, uid: UUID) -> AISystem:
        """Raises what `api.http.not_found.make_not_found_error` says where there is none."""
        system: AISystem | None = AISystem.objects.public().filter(uid=uid).first()
        if system is None:
            raise make_not_found_error(AISystem, uid, self.request)
        return system
