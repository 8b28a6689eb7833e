"""Eight long sheets are refused at once on a real gunicorn: whoever asks something else meanwhile is answered."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from productions.models import Contributor, Credit, ImportBatch
from tests.api.writes.conftest import tool  # noqa: F401
from tests.live.servers import ask, own_database, site

pytestmark = pytest.mark.slow
SHEETS = 8
PATHS = ("/healthz", "/api/v1/productions/")
PATIENT_SECONDS = 600
"""For a machine on which much else runs: what is tested is who is answered before whom."""


def drill(production, writer, rows, *, seconds):
    """Send the sheets at once to a site whose requests have so many seconds, and ask for PATHS until the last of them is back.

    Returns status and sentence of each sheet, and the (path, status) that came back while a sheet was out.
    """
    body = {"production": str(production.uid), "file": SimpleUploadedFile("a.csv", rows.encode())}
    sent = encode_multipart(BOUNDARY, body)
    headers = {"Content_Type": MULTIPART_CONTENT, "Authorization": writer.headers["authorization"]}

    def send(port):
        status, _headers, told = ask(
            port, "/api/v1/imports/", method="POST", body=sent, timeout=PATIENT_SECONDS, **headers
        )
        return status, json.loads(told)["detail"]

    meanwhile = set()
    with (
        own_database() as database,
        site(**database, workers=1, threads=SHEETS + 2, STAFFROLL_REQUEST_SECONDS=str(seconds)) as port,
        ThreadPoolExecutor(SHEETS) as senders,
    ):
        sheets = [senders.submit(send, port) for _ in range(SHEETS)]
        while not all(sheet.done() for sheet in sheets):
            for path in PATHS:
                answer = path, ask(port, path, timeout=PATIENT_SECONDS)[0]
                if not all(sheet.done() for sheet in sheets):
                    meanwhile.add(answer)
        return [sheet.result() for sheet in sheets], meanwhile


def sheet_of(count):
    return "role,name,cut\n" + "".join(f"layout,見本 {place},9\n" for place in range(count))


def nothing_is_stored():
    return not any(model.objects.exists() for model in (Contributor, Credit, ImportBatch))


def test_whoever_asks_while_eight_sheets_are_refused_is_answered(unlocked, production, tool):  # noqa: F811
    sheets, meanwhile = drill(production, tool(), sheet_of(2000), seconds=PATIENT_SECONDS)
    assert meanwhile == {(path, 200) for path in PATHS}
    assert sheets == [(422, "The sheet has 2,000 problems; nothing was entered.")] * SHEETS
    assert nothing_is_stored()


def test_eight_sheets_that_take_longer_than_they_may_are_given_up(unlocked, production, tool):  # noqa: F811
    sheets, _meanwhile = drill(production, tool(), sheet_of(19_000), seconds=1)
    assert sheets == [(503, "This took longer than 1 s; request less at a time.")] * SHEETS
    assert nothing_is_stored()
