"""The JSON Schema of sealed rolls is the one of the dataclasses, and every document that we have is of it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from productions.management.demo import load_demo
from productions.models import Release
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.document.document_v1 import redact_document_v1
from productions.rollkit.document.json_schema import format_roll_schema
from productions.rollkit.document.model import Dispute
from productions.rollkit.document.sealed import read_sealed
from productions.rollkit.document.work import Erratum, Issue, Override
from tests.roll import golden, samples

FILE = settings.BASE_DIR / "docs" / "roll-document.schema.json"
SCHEMA = Draft202012Validator(json.loads(FILE.read_text()))
ERRATA = (
    Erratum("renamed", "c-1", "前", "後", ("Key animation",), ("原画",)),
    Erratum("withheld", "", "", "", (), ()),
)
CORRECTED = Issue(
    2, "2026-01-02T03:04:05+09:00", "Approver", "ab" * 32, Override("A", "2026-01-02", "Why"), ERRATA
)
CASE = samples.the_case(samples.FIRST)
ROLLS = {
    "working copy": samples.the_case(),
    "first issue": CASE,
    "of before": samples.of_before(CASE),
    "corrected": replace(CASE, issue=CORRECTED, disputes=(Dispute("c1", ("not_mine",), "2026-01-01"),)),
    "long list": samples.long_list(30),
    "golden": golden.document(),
}
PLAIN = sorted((Path(__file__).parents[1] / "data" / "rolls").glob("*.json"))


def test_the_file_is_what_the_code_makes():
    assert FILE.read_text() == format_roll_schema(), "Run `make schema` and look at the difference."
    Draft202012Validator.check_schema(SCHEMA.schema)


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.stem)
def test_documents_of_before_are_of_it_bare_sealed_and_redacted(path):
    sealed = read_sealed(path.read_bytes())
    copy = redact_document_v1(sealed, frozenset({"c-見本 一"}), frozenset())
    for document in (path.read_bytes(), sealed.to_bytes(), copy.to_bytes()):
        SCHEMA.validate(json.loads(document))


@pytest.mark.parametrize("name", ROLLS)
def test_every_sample_is_of_it(name):
    document = ROLLS[name]
    whole = json.loads(document.to_bytes())
    SCHEMA.validate(whole)
    SCHEMA.validate(whole | {"annex": {}})  # a copy that leaves every name out


def test_what_is_no_roll_is_refused():
    whole = json.loads(next(iter(ROLLS.values())).to_bytes())
    broken = [
        {**whole, "document": {**whole["document"], "departments": [{}]}},
        {**whole, "document": {**whole["document"], "format": "staffroll.roll/9"}},
        {name: value for name, value in whole.items() if name != "annex"},
        {**whole, "annex": {"a name": ["salt", "value"]}},
    ]
    assert [SCHEMA.is_valid(each) for each in broken] == [False] * len(broken)


@pytest.mark.django_db
def test_every_roll_of_the_demo_is_of_it(now):
    checked = 0
    for production in load_demo(now=now):
        for episode in (None, *production.episodes.live()):
            document = build_working_document(production=production, episode=episode, edition="")
            SCHEMA.validate(json.loads(document.to_bytes()))
            checked += 1
    for release in Release.objects.all():
        SCHEMA.validate(json.loads(release.document))
    assert checked > 3
