"""The description of the API is a file of this version: asking for it makes nothing."""

import gzip
import json

import pytest
import yaml
from django.conf import settings

ADDRESS = "/api/v1/schema/"
COMMITTED = json.loads((settings.BASE_DIR / "docs" / "openapi.json").read_text())


@pytest.mark.parametrize(
    ("asked", "accepted", "media_type"),
    [
        ("", "*/*", "application/vnd.oai.openapi+json"),
        ("", "text/html,application/xhtml+xml", "application/vnd.oai.openapi+json"),
        ("?format=json", "application/yaml", "application/vnd.oai.openapi+json"),
        ("?format=yaml", "*/*", "application/vnd.oai.openapi"),
        ("", "application/vnd.oai.openapi", "application/vnd.oai.openapi"),
        ("", "application/vnd.oai.openapi;q=0.5, application/json", "application/vnd.oai.openapi+json"),
    ],
)
def test_it_is_the_committed_document_in_every_form(client, asked, accepted, media_type):
    answer = client.get(ADDRESS + asked, headers={"Accept": accepted})
    assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    assert json.loads(answer.content) == COMMITTED


def test_readers_of_yaml_read_the_same(client):
    assert yaml.load(client.get(f"{ADDRESS}?format=yaml").content, Loader=yaml.CSafeLoader) == COMMITTED


def test_who_has_it_is_sent_nothing(client):
    first = client.get(ADDRESS)
    assert "max-age=3600" in first["Cache-Control"]
    assert client.get(ADDRESS, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_it_is_compressed(client):
    answer = client.get(ADDRESS, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 200_000
    assert json.loads(gzip.decompress(answer.content)) == COMMITTED


def test_another_form_is_refused(client):
    answer = client.get(f"{ADDRESS}?format=xml")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (400, "format")
