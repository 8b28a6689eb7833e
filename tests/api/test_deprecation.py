"""What is declared deprecated says so in every answer and in the OpenAPI document; nothing else does."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.views import APIView

from api.http.deprecation import Deprecation, deprecate
from api.urls import ADDRESSES
from registry.urls import urlpatterns as site

DECLARED = {"since": date(2027, 1, 10), "sunset": date(2028, 2, 1), "instead": "GET new/"}
DEPRECATION, SUNSET = "@1799539200", "Tue, 01 Feb 2028 00:00:00 GMT"
EXPLAINED = '</api/v1/docs/>; rel="deprecation"; type="text/html"'
ROLES = next(pattern for pattern in ADDRESSES if pattern.name == "role-list").callback


@deprecate("GET", **DECLARED)
class OldThing(APIView):
    """What it was for."""

    @extend_schema(operation_id="old_read", responses={200: None})
    def get(self, request, number):
        if number > 9:
            raise NotFound
        return HttpResponse(b"{}", content_type="application/json")

    @extend_schema(operation_id="old_write", request=None, responses={204: None})
    def post(self, request, number):
        return HttpResponse(status=204)


OldRoles = deprecate("GET", **DECLARED)(type("OldRoles", (ROLES.cls,), {}))
OLD = [
    path("api/v1/vocab/old/<int:number>/", OldThing.as_view(), name="old"),
    path("api/v1/roles/old/", OldRoles.as_view(**ROLES.initkwargs), name="old-roles"),
]
urlpatterns = [*OLD, *site]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def told(response):
    return [response.headers.get(name) for name in ("Deprecation", "Sunset", "Link")]


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [("get", "vocab/old/1/", 200), ("head", "vocab/old/1/", 200), ("get", "vocab/old/10/", 404)],
)
def test_every_answer_of_a_deprecated_operation_says_so(client, method, address, status):
    response = getattr(client, method)(f"/api/v1/{address}")
    assert response.status_code == status
    assert told(response) == [DEPRECATION, SUNSET, EXPLAINED]


def test_a_bad_token_and_an_unchanged_answer_say_so_too(client):
    refused = client.get("/api/v1/roles/old/", headers={"authorization": "Bearer x"})
    first = client.get("/api/v1/roles/old/?page_size=200")
    unchanged = client.get(
        "/api/v1/roles/old/?page_size=200", headers={"if-none-match": first.headers["ETag"]}
    )
    assert (refused.status_code, unchanged.status_code) == (401, 304)
    for response in (refused, unchanged):
        assert told(response)[:2] == [DEPRECATION, SUNSET]


def test_other_operations_do_not(client):
    for response in (
        client.post("/api/v1/vocab/old/1/"),
        client.get("/api/v1/roles/"),
        client.get("/api/v1/nothing/"),
    ):
        assert told(response)[:2] == [None, None]
        assert "deprecation" not in response.headers.get("Link", "")


def test_the_links_of_a_page_stay(client):
    links = client.get("/api/v1/roles/old/?page_size=1").headers["Link"]
    assert links.endswith(f'rel="next", {EXPLAINED}')


def test_scripts_of_other_sites_may_read_it(client):
    exposed = client.get("/api/v1/vocab/old/1/", headers={"origin": "https://a.example"}).headers[
        "Access-Control-Expose-Headers"
    ]
    assert {"deprecation", "sunset", "link"} <= {name.strip().lower() for name in exposed.split(",")}


@pytest.mark.slow
def test_the_document_says_so_of_what_is_declared_and_of_nothing_else():
    found = SchemaGenerator(patterns=urlpatterns).get_schema(request=None, public=True)
    operations = {
        operation["operationId"]: operation for item in found["paths"].values() for operation in item.values()
    }
    deprecated = {name for name, operation in operations.items() if operation.get("deprecated")}
    assert deprecated == {"old_read", "roles_old_list"}
    assert operations["old_read"]["description"] == (
        "What it was for.\n\nDeprecated since 2027-01-10; works until 2028-02-01 at least. Use GET new/."
    )
    assert "Deprecated" not in operations["old_write"].get("description", "")


def test_the_reference_says_whether_anything_is_deprecated(settings):
    docs = settings.BASE_DIR / "docs"
    says_nothing_is = "Nothing is deprecated today." in (docs / "api-reference.md").read_text()
    assert says_nothing_is == ('"deprecated": true' not in (docs / "openapi.json").read_text())


def test_a_notice_is_of_twelve_months_at_least():
    Deprecation(date(2027, 1, 1), date(2028, 1, 2), "GET new/")
    with pytest.raises(ValueError, match="Twelve months"):
        Deprecation(date(2027, 1, 1), date(2027, 12, 31), "GET new/")
