"""The example that verifies an issue knows nothing of this project: the standard library and twenty lines are enough."""

import ast
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from productions.rollkit.dataclass_json import DocumentError
from productions.rollkit.document.unsealing import read_document
from tests.roll.test_sealed import copy_of, roll

SCRIPT = Path(__file__).parents[2] / "docs" / "verify_roll.py"
LINES = 20


def digest(part):
    text = json.dumps(part, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def envelope(*values):
    """An issue as the format `staffroll.roll/2` has it: each value stands in the document as its commitment."""
    annex = {}
    for number, value in enumerate(values):
        salt = bytes([number]) * 16
        annex[sha256(salt + value.encode()).hexdigest()] = [salt.hex(), value]
    document = {"format": "staffroll.roll/2", "title": "見えない町", "lines": list(annex)}
    issue = {"number": 2, "digest": digest(document), "previous_digest": "0" * 64}
    return {
        "document": document, "digest": digest(document), "annex": annex,
        "issue": issue, "issue_digest": digest(issue),
    }  # fmt: skip


@pytest.fixture
def verify(tmp_path):
    def run(roll):
        path = tmp_path / "issue.json"
        path.write_text(json.dumps(roll), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-I", SCRIPT, path], capture_output=True, encoding="utf-8", check=False,
            env={"PYTHONIOENCODING": "utf-8"}, timeout=30,
        )  # fmt: skip
        return done.returncode, done.stdout.splitlines()

    return run


def test_a_whole_issue_holds(verify):
    assert verify(envelope("見本 花", "みほん はな")) == (
        0,
        ["document and issue: hold", "open names: 2, all hold"],
    )


def test_a_redacted_issue_holds_too(verify):
    roll = envelope("見本 花", "みほん はな")
    roll["annex"].popitem()
    assert verify(roll) == (0, ["document and issue: hold", "open names: 1, all hold"])


def change_document(roll):
    roll["document"]["lines"].reverse()


def change_issue(roll):
    roll["issue"]["previous_digest"] = "1" * 64


def change_digest(roll):
    roll["issue"]["digest"] = roll["digest"] = "2" * 64
    roll["issue_digest"] = digest(roll["issue"])


def lose_issue(roll):
    del roll["issue"]
    roll["issue_digest"] = roll["digest"]


def change_name(roll):
    next(iter(roll["annex"].values()))[1] = "別人"


def cut_name(roll):
    """The beginning of the name is passed off as the end of the salt: the hash is the same."""
    entry = next(iter(roll["annex"].values()))
    entry[:] = [entry[0] + entry[1][:1].encode().hex(), entry[1][1:]]


def add_name(roll):
    """A name under its own right hash, which stands nowhere in the document."""
    roll["annex"][sha256(bytes(16) + "別人".encode()).hexdigest()] = ["00" * 16, "別人"]


@pytest.mark.parametrize("change", [change_document, change_issue, change_digest, lose_issue])
def test_a_changed_document_or_issue_does_not_hold(verify, change):
    told = envelope("見本 花", "みほん はな")
    change(told)
    status, lines = verify(told)
    assert (status, lines[:1]) in [(1, ["document and issue: DO NOT HOLD"]), (1, [])]


@pytest.mark.parametrize("change", [change_name, cut_name, add_name])
def test_a_false_name_does_not_hold_here_or_where_we_read_rolls(verify, change):
    told = envelope("見本 花", "みほん はな")
    change(told)
    status, lines = verify(told)
    assert (status, lines[0]) == (1, "document and issue: hold")
    assert lines[1].endswith("SOME DO NOT HOLD")
    real = json.loads(roll().to_bytes())
    change(real)
    with pytest.raises(DocumentError, match="does not open"):
        read_document(json.dumps(real))


def test_it_is_twenty_lines_of_the_standard_library():
    text = SCRIPT.read_text(encoding="utf-8")
    assert len([line for line in text.splitlines() if line.strip()]) <= LINES
    imported = {
        name.partition(".")[0]
        for node in ast.walk(ast.parse(text))
        for name in (
            [each.name for each in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip
    assert imported <= sys.stdlib_module_names


def test_issues_as_staffroll_writes_them_hold_whole_and_redacted(verify):
    for sealed in (roll().sealed, copy_of(roll())):
        told = json.loads(sealed.to_bytes())
        assert verify(told) == (0, ["document and issue: hold", f"open names: {len(sealed.annex)}, all hold"])
