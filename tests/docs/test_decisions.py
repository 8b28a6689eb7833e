"""docs/decisions: every file has the same parts, is in the index, and names files and commands that exist."""

import re

import pytest

from tests.docs.documents import DECISIONS, ROOT, headings, links, text


def test_decisions_are_numbered_without_gaps_and_listed_in_their_order():
    assert [name[:5] for name in DECISIONS] == [f"{number:04d}-" for number in range(1, len(DECISIONS) + 1)]
    listed = [path for path, _anchor in links("docs/decisions/README.md")]
    assert sorted(listed) == [f"docs/decisions/{name}" for name in DECISIONS]


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_says_what_when_why_and_what_was_measured(name):
    page = f"docs/decisions/{name}"
    title, *parts = [words for _depth, words in headings(page)]
    assert title.startswith(f"{int(name[:4])}. ")
    assert parts == ["Context", "Decision", "What was measured", "Consequences"]
    assert re.search(r"^- Date: 20\d\d-\d\d-\d\d$", text(page), re.MULTILINE)
    assert re.search(r"^- Status: (Accepted|Replaced by \[.+\]\(.+\))$", text(page), re.MULTILINE)
    assert f"[{title.split('. ', 1)[1]}]({name})" in text("docs/decisions/README.md")


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_names_files_and_benchmarks_that_exist(name):
    page = re.sub(r"\s+", " ", text(f"docs/decisions/{name}"))
    files = re.findall(r"`((?:api|deploy|docs|productions|registry|scripts|tests)/[^` ]*)`", page)
    files += [f"{module.replace('.', '/')}.py" for module in re.findall(r"python -m (benchmarks\.\w+)", page)]
    assert [path for path in files if not (ROOT / path).exists()] == []
