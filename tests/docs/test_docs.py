"""What the documents promise is there: links, variables, make targets, commands, formats, addresses, version."""

import json
import re
import subprocess
from itertools import pairwise

import pytest
from django.core.management import get_commands

from productions.exports.formats import ExportFormat
from productions.interchange.sheets.sheet_headings import HEADING_SPELLINGS
from registry.env import VARIABLES
from tests.docs.documents import EVERY_DOCUMENT, ROOT, anchors, codes, headings, links, text, written

MOST_README_LINES = 70
README_LINKS = 6
"""Where README leads to: to the pages that everybody needs, and from docs/README.md to all."""
APPS = {"api", "productions", "registry"}


def targets() -> set[str]:
    """The Makefile's targets that help shows."""
    return set(re.findall(r"^([a-z]+):.*##", text("Makefile"), flags=re.MULTILINE))


def own_commands() -> set[str]:
    """The management commands that are ours, or replace one of Django's."""
    return {name for name, app in get_commands().items() if app in APPS}


def environment_table() -> str:
    """The table of variables, as docs/settings.md shows it."""
    rows = [f"| `{one.name}` | {one.default} | {one.purpose} |" for one in VARIABLES]
    return "\n".join(["| Variable | Default | What it does |", "| --- | --- | --- |", *rows])


# The documents themselves


def test_every_document_is_there_and_named():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md", ":!tests"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(listed.stdout.split()) == sorted(EVERY_DOCUMENT)


@pytest.mark.parametrize("name", EVERY_DOCUMENT)
def test_headings_go_down_by_one_and_begin_with_a_title(name):
    depths = [depth for depth, _words in headings(name)]
    assert depths[:1] == [1]
    assert depths.count(1) == 1
    assert [(upper, lower) for upper, lower in pairwise(depths) if lower > upper + 1] == []


@pytest.mark.parametrize("name", EVERY_DOCUMENT)
def test_links_lead_to_a_file_and_a_heading(name):
    lost = [path for path, _anchor in links(name) if not (ROOT / path).exists()]
    lost += [
        f"{path}#{anchor}"
        for path, anchor in links(name)
        if anchor and path.endswith(".md") and anchor not in anchors(path)
    ]
    assert lost == []


def test_every_document_is_reached_from_readme():
    reached, waiting = set(), ["README.md"]
    while waiting:
        name = waiting.pop()
        if name not in reached and name.endswith(".md") and (ROOT / name).is_file():
            reached.add(name)
            waiting += [path for path, _anchor in links(name)]
    assert set(EVERY_DOCUMENT) - reached == set()


def test_readme_is_one_page():
    assert len(text("README.md").splitlines()) <= MOST_README_LINES
    more = text("README.md").partition("\n## More\n")[2]
    assert len(re.findall(r"^- \[[^]]+\]\([^)]+\)", more, re.MULTILINE)) == README_LINKS


# Settings, targets, commands


def test_settings_page_shows_every_variable():
    shown = re.search(
        r"<!-- environment -->\n(.*)\n<!-- /environment -->", text("docs/settings.md"), re.DOTALL
    )
    assert shown is not None
    assert shown[1].strip() == environment_table()


def test_no_document_names_an_unknown_variable():
    named = set(re.findall(r"\bSTAFFROLL_[A-Z_]+[A-Z]\b", written()))
    assert named - {variable.name for variable in VARIABLES} == set()


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


def test_what_checks_a_change_runs_the_tests_as_readme_does():
    assert re.search(r"^make test\b", text("README.md"), re.MULTILINE)
    assert re.search(r"\bmake test$", text(".ci/run"), re.MULTILINE)


def test_every_management_command_that_is_named_exists():
    named = set(
        re.findall(r"manage\.py ([a-z_]+)", written() + text("Makefile") + text("docker-compose.yml"))
    )
    assert named <= set(get_commands())


def test_commands_page_has_every_command_of_ours():
    assert codes("docs/commands.md", "# Commands") == own_commands()


# What the program offers


def test_rolls_page_has_every_export_format():
    assert codes("docs/rolls.md", "## Export formats") == set(ExportFormat.values)


def test_import_page_has_every_column_of_a_sheet():
    named = text("docs/import.md").partition("## A sheet of credits")[2].partition("\n## ")[0]
    assert [
        words.en
        for words in HEADING_SPELLINGS.values()
        if not re.search(rf"\b{words.en}\b", re.sub(r"\s+", " ", named))
    ] == []
    shown = re.findall(r"^\| ([A-Z][\w ]+) \| (\S+) \|", named, re.MULTILINE)
    assert shown == [
        (words.en, words.ja) for name, words in HEADING_SPELLINGS.items() if not name.startswith("ai_")
    ]


def test_reference_has_every_family_of_addresses():
    paths = json.loads(text("docs/openapi.json"))["paths"]
    families = {path.split("/")[3].partition(".")[0] for path in paths} - {""}
    assert {
        one for one in families if not re.search(rf"`[^`\n]*\b{one}/", text("docs/api-reference.md"))
    } == set()
    assert len(families) > 20


def test_lock_files_hold_hashes_and_no_address():
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in text(name)
        pinned = [block for block in re.split(r"\n(?=[a-z])", text(name)) if "==" in block]
        assert [block.split()[0] for block in pinned if "--hash=sha256:" not in block] == []
        assert len(pinned) > 30


def test_the_lock_of_the_clients_holds_hashes_and_no_address():
    """`npm ci` asks the registry that its user has configured; tests/clients/typescript/.npmrc keeps others out."""
    packages = json.loads(text("tests/clients/typescript/package-lock.json"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if "sha512-" not in package["integrity"]] == []
    wanted = packages[""]["dependencies"] | packages[""]["devDependencies"]
    assert {
        name: installed[f"node_modules/{name}"]["version"] for name in wanted
    } == wanted  # no range: a generator's next version is looked at before it is used
