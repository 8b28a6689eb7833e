"""The example that verifies an issue knows nothing of this project: the standard library and twenty lines are enough."""

import ast
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

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
        0, ["document: holds", "issue: holds", "open names: holds", "names that are open: 2"],
    )  # fmt: skip


def test_a_redacted_issue_holds_too(verify):
    roll = envelope("見本 花", "みほん はな")
    roll["annex"].popitem()
    assert verify(roll) == (
        0,
        ["document: holds", "issue: holds", "open names: holds", "names that are open: 1"],
    )


def test_a_changed_document_name_or_issue_does_not_hold(verify):
    def document(roll):
        roll["document"]["lines"].reverse()

    def name(roll):
        next(iter(roll["annex"].values()))[1] = "別人"

    def issue(roll):
        roll["issue"]["previous_digest"] = "1" * 64

    def other(roll):
        roll["issue"]["digest"] = roll["digest"] = "2" * 64
        roll["issue_digest"] = digest(roll["issue"])

    for change, wrong in (
        (document, ["document"]), (name, ["open names"]), (issue, ["issue"]), (other, ["document"]),
    ):  # fmt: skip
        roll = envelope("見本 花", "みほん はな")
        change(roll)
        status, lines = verify(roll)
        assert status == 1
        assert [line.partition(":")[0] for line in lines if "DOES NOT HOLD" in line] == wrong


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
        assert verify(told) == (
            0,
            [
                "document: holds",
                "issue: holds",
                "open names: holds",
                f"names that are open: {len(sealed.annex)}",
            ],
        )
