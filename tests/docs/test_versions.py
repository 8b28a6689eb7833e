"""Versions are named alike everywhere, so that there is something to upgrade from."""

import re
import subprocess
from pathlib import Path

import pytest

from productions.shared.version import VERSION
from tests.rules.migrations.linter import VERSIONS

ROOT = Path(__file__).parents[2]
HEADINGS = re.findall(r"^## (\d+\.\d+\.\d+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
LINES = [line.split() for line in VERSIONS.read_text().splitlines() if not line.startswith("#")]


def parts(number):
    return tuple(map(int, number.split(".")))


def test_the_newest_heading_is_this_version():
    assert HEADINGS[0] == VERSION
    assert sorted(HEADINGS, key=parts, reverse=True) == HEADINGS


def test_every_version_that_sites_run_has_a_heading_and_they_rise():
    numbers = [number for number, _commit, _migration in LINES]
    assert set(numbers) <= set(HEADINGS)
    assert numbers == sorted(set(numbers), key=parts)


@pytest.mark.parametrize(("number", "commit", "migration"), LINES)
def test_a_version_names_a_commit_and_a_migration(number, commit, migration):
    """A clone has the tag or not; where it has, it is of that commit."""
    assert re.fullmatch("[0-9a-f]{40}", commit)
    assert (ROOT / "productions" / "migrations" / f"{migration}.py").exists()
    tag = subprocess.run(
        ["git", "rev-parse", "--verify", "--quiet", f"v{number}^{{commit}}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert tag.stdout.strip() in ("", commit)
