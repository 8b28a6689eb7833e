"""The lock files have what the project asks for: whoever installs from them misses nothing."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NAME_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def normalize_name(text):
    """A package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", NAME_PATTERN.match(text)[0]).lower()


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        (
            "requirements-dev.lock",
            PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
        ),
    ],
)
def test_every_package_that_is_asked_for_is_locked(lock, asked):
    locked = {
        normalize_name(line)
        for line in (ROOT / lock).read_text("utf-8").splitlines()
        if re.match(r"[A-Za-z0-9].*==", line)
    }
    assert {normalize_name(each) for each in asked} - locked == set()
