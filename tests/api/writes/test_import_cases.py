"""Files like people have, each through the command and `POST imports/`: what is entered, asked and told is what a person wrote down for it.

What is right stands in `tests/data/cases/right.json`, read by hand line for line. `RECORD_CASES=1` writes what the command makes of the files
now; look at every difference before it is kept.
"""

import io
import json
import os
import re
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.models import Credit, Production
from productions.people.services.contributors import create_contributor

CASES = Path(__file__).parents[2] / "data" / "cases"
RIGHT = CASES / "right.json"
FILES = sorted(
    path.name for path in CASES.iterdir() if path.name != RIGHT.name and not path.name.startswith("5")
)
"""Those that begin with 5 are catalogues, which have a door of their own."""
DIGEST_PATTERN = re.compile(r"--accept (\w+)")

pytestmark = pytest.mark.django_db


@pytest.fixture
def production(now) -> Production:
    """A series with episodes 1, 2, 3 and OP, cuts 001-030 and 012A in each, and two people of one name."""
    production = create_production(title="試作", kind="series", by=None, now=now)
    for number, kind in (("1", "episode"), ("2", "episode"), ("3", "episode"), ("OP", "opening")):
        episode = add_episode(production, number=number, kind=kind, by=None, now=now)
        numbers = [*(f"{cut:03d}" for cut in range(1, 31)), "012A"]
        add_cuts(production, [{"number": cut} for cut in numbers], episode=episode, by=None, now=now)
    for told in ("背景", "声優"):
        create_contributor(name="同姓 同名子", disambiguation=told, production=production, by=None, now=now)
    return production


def describe_plan(plan: dict) -> dict:
    """What a plan says, without keys and digests that hold uids."""
    return {
        "ready": plan["ready"],
        "format": plan["format"],
        "counts": {name: count for name, count in plan["counts"].items() if count},
        "asked": [[one["line"], one["kind"], one["text"]] for one in plan["choices"] if one["open"]],
        "told": [*plan["notes"], *plan["announced"], *plan["offers"], *plan["hints"]],
        "problems": [[one["line"], one["detail"]] for one in plan["problems"]],
    }


def list_entered(production: Production) -> list[str]:
    """The credits, a line each: episode and cut with their ranges, role, what is printed of it, name, character, studio, reason."""
    found = Credit.objects.current().filter(production=production).order_by("pk")
    return [
        " | ".join(
            (
                join_ends(credit.episode, credit.last_episode),
                join_ends(credit.cut, credit.last_cut),
                credit.role.code,
                credit.role_as_printed,
                credit.credited_as,
                credit.character_as_printed,
                str(credit.affiliation or ""),
                credit.kind if credit.kind != "person" else "",
                credit.absence_reason,
            )
        ).rstrip(" |")
        for credit in found.with_links()
    ]


def join_ends(first, last) -> str:
    return "-".join(each.number for each in (first, last) if each is not None)


def run_command(production: Production, path: Path) -> dict:
    """The plan as the command prints it, and what it then enters; accepted as proposed where it waits."""
    out = io.StringIO()
    asked = {"production": str(production.uid), "stdout": out, "stderr": io.StringIO()}
    call_command("import_credits", str(path), json=True, dry_run=True, **asked)
    plan = json.loads(out.getvalue().partition("\nDry run")[0])
    if plan["ready"]:
        call_command("import_credits", str(path), **asked)
    else:
        with pytest.raises(CommandError) as waiting:
            call_command("import_credits", str(path), **asked)
        digest = DIGEST_PATTERN.search(str(waiting.value))
        assert digest is not None
        with suppress(CommandError):  # a choice without a proposal waits for a person
            call_command("import_credits", str(path), accept=digest[1], **asked)
    return describe_plan(plan) | {"entered": list_entered(production)}


def send_file(api, production: Production, path: Path) -> dict:
    """The same by API."""

    def post(**values):
        body = {"production": str(production.uid), "file": SimpleUploadedFile(path.name, path.read_bytes())}
        return api.client.post("/api/v1/imports/", {**body, **values}, headers=api.headers)

    answer = post(dry_run="true")
    assert answer.status_code == 200, answer.content
    plan = answer.json()["plan"]
    entered = post()
    assert entered.status_code == (201 if plan["ready"] else 422), entered.content
    if not plan["ready"]:
        accepted = post(accept=plan["digest"])
        assert accepted.status_code in (201, 422), accepted.content
    return describe_plan(plan) | {"entered": list_entered(production)}


@pytest.fixture(scope="module")
def right():
    return json.loads(RIGHT.read_text()) if RIGHT.exists() else {}


@pytest.mark.parametrize("case", FILES)
def test_a_file_is_entered_by_the_command_as_is_right(production, case, right):
    found = run_command(production, CASES / case)
    if os.environ.get("RECORD_CASES"):
        kept = json.loads(RIGHT.read_text()) if RIGHT.exists() else {}
        RIGHT.write_text(
            json.dumps(kept | {case: found}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        )
        return
    assert found == right[case]


@pytest.mark.parametrize("case", FILES)
def test_a_file_is_entered_by_the_api_as_is_right(production, tool, case, right):
    assert send_file(tool(), production, CASES / case) == right[case]


def test_a_file_after_another_is_an_update(production):
    """39 after 38: two stay, one is new, and the others are offered for removal."""
    run_command(production, CASES / "38_sheet_order.csv")
    found = run_command(production, CASES / "39_second_upload.csv")
    assert found["counts"] == {"same": 2, "new": 1, "gone": 3}
    assert [line.split(" | ")[4] for line in found["entered"]] == [
        "渡例 三", "阿例 二", "中例 一", "Zed Sample", "あれい 花", "新例 四",
    ]  # fmt: skip
