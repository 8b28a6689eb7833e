"""Catalogues like people have, each through the command and `POST imports/`: the same films, credits and problems, and an undo of all.

What is right stands in `tests/data/right_catalogues.json`, read by hand line for line. `RECORD_CASES=1` writes what the command makes
of the files now; look at every difference before it is kept.
"""

import io
import json
import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from productions.catalogue.services.productions import update_production
from productions.models import Contributor, Credit, ImportBatch, Production
from tests.api.writes.conftest import errors

CASES = Path(__file__).parents[2] / "data" / "cases"
RIGHT = CASES.parent / "right_catalogues.json"
FILES = sorted(path.name for path in CASES.glob("5*"))
FILM = (
    '{"madb_id": "C1", "title": "例の映画", "published": "1941", "staff": "[監督]試山験太／[原画]例田花"}\n'
)

pytestmark = pytest.mark.django_db


def find_films():
    """The films of catalogues; the account of a token has a production too."""
    return Production.objects.live().filter(external_ids__scheme="madb").order_by("pk")


def list_films() -> list[list[str]]:
    """The films with their credits, a line each."""
    return [[f"{film.title[:40]} {film.year or ''}".strip(), *list_lines(film)] for film in find_films()]


def list_lines(film: Production) -> list[str]:
    credits = Credit.objects.current().filter(production=film).with_links().order_by("position", "pk")
    return [
        " | ".join(
            (
                credit.episode.number if credit.episode else "",
                credit.role.code,
                credit.role_as_printed,
                credit.credited_as,
                credit.character_as_printed,
                str(credit.affiliation or ""),
                credit.absence_reason,
            )
        ).rstrip(" |")
        for credit in credits
    ]


@pytest.fixture
def creator(account):
    return account("creator", may_create_productions=True)


@pytest.fixture
def api(tool, creator):
    return tool(user=creator)


@pytest.fixture
def send(api):
    def post(data, name="films.jsonl", *, by=api, status=201, **values):
        file = SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
        answer = by.client.post(
            "/api/v1/imports/", {"kind": "catalogue", "file": file, **values}, headers=by.headers
        )
        assert answer.status_code == status, answer.content
        return answer

    return post


@pytest.fixture(scope="module")
def right():
    return json.loads(RIGHT.read_text()) if RIGHT.exists() else {}


def run_command(path: Path) -> dict:
    """What the command enters and tells."""
    out = io.StringIO()
    call_command("import_catalogue", str(path), all_problems=True, stdout=out)
    told = [line.strip() for line in out.getvalue().splitlines() if line.startswith("  ")]
    return {"films": list_films(), "told": told}


@pytest.mark.parametrize("case", FILES)
def test_a_catalogue_is_entered_by_the_command_as_is_right(case, right):
    found = run_command(CASES / case)
    if os.environ.get("RECORD_CASES"):
        kept = json.loads(RIGHT.read_text()) if RIGHT.exists() else {}
        RIGHT.write_text(
            json.dumps(kept | {case: found}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        )
        return
    assert found == right[case]


@pytest.mark.parametrize("case", FILES)
def test_a_catalogue_is_entered_by_the_api_as_is_right_and_taken_back(case, right, send, api):
    data = (CASES / case).read_bytes()
    plan = send(data, case, status=200, dry_run="true").json()["plan"]
    told = right[case]["told"]
    assert [film["title"][:40] for film in plan["films"]] == [
        title.rpartition(" ")[0] if film["year"] else title
        for film, (title, *_lines) in zip(plan["films"], right[case]["films"], strict=True)
    ]
    if plan["problems"]:
        assert len(send(data, case, status=422).json()["errors"]) == len(plan["problems"])
    answer = send(data, case, accept=plan["digest"]).json()
    found = [problem["detail"] for problem in plan["problems"]] + answer["plan"]["notes"]
    assert list_films() == right[case]["films"]
    assert len(found) == len(told)
    assert all(any(line.endswith(detail) for line in told) for detail in found)
    assert answer["entered"] == len(right[case]["films"])
    undone = api.post(f"imports/{answer['uid']}/undo/", {"reason": "the wrong file"}, status=200).json()
    assert (undone["removed"], undone["left"]) == (answer["entered"], [])
    assert (find_films().count(), Contributor.objects.live().count()) == (0, 0)
    assert not Credit.objects.current().filter(removed_at=None).exists()


def test_films_are_their_creators_private_ones_until_they_say_otherwise(send, api, creator):
    uid = send(FILM).json()["uid"]
    film = find_films().get()
    assert (film.visibility, film.memberships.get().user, film.memberships.get().level) == (
        "private", creator, "approver",
    )  # fmt: skip
    assert (api.get(f"imports/{uid}/").json()["kind"], len(api.get("imports/").json()["results"])) == (
        "catalogue",
        1,
    )
    again = send(FILM, status=422).json()
    assert again["detail"] == "Every film of the catalogue is there already."
    send(FILM.replace("C1", "C2"), public="true")
    assert Production.objects.get(external_ids__value="C2").visibility == "public"


def test_a_film_that_was_changed_since_stays(send, api):
    two = FILM + FILM.replace("C1", "C2").replace("例の映画", "例の映画二")
    uid = send(two).json()["uid"]
    film = Production.objects.get(title="例の映画二")
    update_production(film, kind="short", by=None, now=timezone.now())
    undone = api.post(f"imports/{uid}/undo/", {"reason": "the wrong file"}, status=200).json()
    assert (undone["removed"], undone["left"]) == (1, ["“例の映画二” has been changed since; it stays."])
    assert list(find_films()) == [film]


def test_who_may_not_create_productions_enters_and_takes_back_no_catalogue(send, tool, production):
    uid = send(FILM).json()["uid"]
    editor = tool("approver")
    send(FILM, by=editor, status=403)
    assert editor.get("imports/").json()["results"] == []
    editor.post(f"imports/{uid}/undo/", {"reason": "mine"}, status=404)
    assert ImportBatch.objects.get().undone_at is None


def test_what_is_said_wrongly_of_a_catalogue_is_told_at_its_place(send, production):
    assert list(errors(send(FILM, status=422, production=str(production.uid)))) == ["/production"]
    assert list(errors(send(FILM, status=400, kind="credit_sheet"))) == ["/production"]
    assert list(errors(send(FILM, status=422, rate="24"))) == ["/rate"]
    films = "".join(FILM.replace("C1", f"C{number}") for number in range(201))
    assert list(errors(send(films, status=422))) == ["/file"]
