"""Which files name a language of the site: `python -m tests.rules.languages [PATH …]` prints them for each tree, e.g. two checkouts.

Named is a language where the code has a text or a name for it: "ja", "label_ja", `role.label_ja`, `describe_in_japanese`; in pages also
`lang="ja"`. Texts for people and docstrings do not count, nor do tests, migrations, catalogues and documents.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.rules.house import ROOT, list_modules

CODES = ("en", "ja")
"""The languages that the code was written with; a name in the code that ends so names one of them."""
NAMED = re.compile(rf"\A(?:|.*_)(?:{'|'.join(CODES)})\Z|(?:\A|_)(?:japanese|english)(?:_|\Z)", re.IGNORECASE)
NAMED_TEXT = re.compile(rf"\A(?:[a-z][a-z_.]*_)?(?:{'|'.join(CODES)})\Z")
NAMED_IN_PAGE = re.compile(
    rf"\blang=\"(?:{'|'.join(CODES)})\"|[\"'](?:{'|'.join(CODES)})[\"']|[\w.]+[._](?:{'|'.join(CODES)})\b"
)
PAGES = ("api", "productions", "registry")


def list_named_languages(path: Path) -> list[int]:
    """The lines of a file that name a language."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return [number for number, line in enumerate(text.splitlines(), 1) if NAMED_IN_PAGE.search(line)]
    return sorted(set(list_python_lines(ast.parse(text))))


EXEMPT = frozenset({"ENGLISH", "english_name", "choose_english_form"})
"""Of the list itself, and of sentences, whose texts are English in the code."""


def list_python_lines(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        names = [
            getattr(node, part)
            for part in ("id", "attr", "arg", "name")
            if isinstance(getattr(node, part, None), str)
        ]
        if any(NAMED.search(name) for name in names if name not in EXEMPT) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and NAMED_TEXT.match(node.value)
        ):
            yield node.lineno


def list_sources(root: Path) -> Iterator[Path]:
    """The modules, and the pages with the modules that they run."""
    yield from list_modules(root)
    for package in PAGES:
        for suffix in ("html", "js"):
            yield from sorted((root / package).rglob(f"*.{suffix}"))


def find_files_naming_languages(root: Path) -> dict[str, list[int]]:
    """The files that name a language, each with its lines."""
    found = {path.relative_to(root).as_posix(): list_named_languages(path) for path in list_sources(root)}
    return {name: lines for name, lines in found.items() if lines}


if __name__ == "__main__":
    for tree in map(Path, sys.argv[1:] or [ROOT]):
        files = find_files_naming_languages(tree.resolve())
        print(f"{tree}: {len(files)} files, {sum(map(len, files.values()))} lines")
        for name, lines in files.items():
            print(f"  {name}: {', '.join(map(str, lines))}")
