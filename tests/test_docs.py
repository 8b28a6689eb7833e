"""What README and the other texts promise is there: variables, make targets, commands, files, version."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from registry.env import VARIABLES

ROOT = Path(settings.BASE_DIR)
TEXTS = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def written(texts: tuple[str, ...] = TEXTS) -> str:
    """The texts that are there, one after the other."""
    return "\n".join(text(name) for name in texts if (ROOT / name).exists())


def targets() -> set[str]:
    """The Makefile's targets that help shows."""
    return set(re.findall(r"^([a-z]+):.*##", text("Makefile"), flags=re.MULTILINE))


def environment_table() -> str:
    """The table of variables, as README shows it."""
    rows = [f"| `{one.name}` | {one.default} | {one.purpose} |" for one in VARIABLES]
    return "\n".join(["| Variable | Default | What it does |", "| --- | --- | --- |", *rows])


def test_readme_shows_every_variable():
    shown = re.search(r"<!-- environment -->\n(.*)\n<!-- /environment -->", text("README.md"), re.DOTALL)
    assert shown is not None
    assert shown[1].strip() == environment_table()


def test_settings_read_every_variable_and_no_other():
    read = re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', text("registry/settings.py"))
    assert sorted(read) == sorted(variable.name for variable in VARIABLES)


def test_the_example_of_an_environment_names_no_unknown_variable():
    names = set(re.findall(r"^#?\s?([A-Z_]+)=", text(".env.example"), flags=re.MULTILINE))
    assert names - {variable.name for variable in VARIABLES} == {
        "POSTGRES_PASSWORD",
        *(
            "SITE_ADDRESS",
            "SITE_PORT",
            "SITE_TLS_PORT",
            "SITE_TLS",
            "SITE_CERTIFICATES",
            "SITE_TRUSTED_PROXY",
        ),
    }


def test_every_make_target_that_is_named_exists():
    named = set(re.findall(r"`make ([a-z]+)", written())) | set(
        re.findall(r"^ *(?:\$ )?make ([a-z]+)", written(), re.MULTILINE)
    )
    assert {"demo", "test"} <= named <= targets()


def test_make_without_a_target_lists_the_targets():
    shown = subprocess.run(["make", "--silent"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {line.split("\t")[0] for line in shown.stdout.splitlines()} == targets()


def test_every_management_command_that_is_named_exists():
    named = set(re.findall(r"manage\.py ([a-z_]+)", written((*TEXTS, "Makefile", "docker-compose.yml"))))
    assert named <= set(get_commands())


@pytest.mark.parametrize("name", TEXTS)
def test_links_to_files_lead_to_a_file(name):
    if not (ROOT / name).exists():
        pytest.skip(f"{name} is not written yet")
    paths = [path for path in re.findall(r"\]\(([^)#]+)[^)]*\)", text(name)) if "://" not in path]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_lock_files_hold_hashes_and_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in text(name)
        pinned = [block for block in re.split(r"\n(?=[a-z])", text(name)) if "==" in block]
        assert [block.split()[0] for block in pinned if "--hash=sha256:" not in block] == []
        assert len(pinned) > 30
