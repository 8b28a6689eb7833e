"""Figures of the code's structure: `python -m tests.rules.house [PATH …]` prints them for each tree, e.g. two checkouts.

Counted are registry, productions and api without migrations. A one-word name has no underscore inside; names that
Django, REST framework, Celery or Python dictate are not counted. A homonym is a name of a top-level function or class in two modules.
"""

import ast
import builtins
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from grimp import build_graph

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("registry", "productions", "api")
LONG_LINES = 40
DICTATED = frozenset(
    """
    add_arguments apply authenticate begin changelist_view clean close commit count create cursor deconstruct
    default delete deserialize destroy dispatch emit execute filter flush form formfield format forwards get get_urls
    handle has_permission head initial list login logout main media options patch path post process publish put read
    ready render retrieve reverse rollback run save seek start stop sweep to_representation update validate write
    """.split()
)
"""Names that a framework calls, or by which a task is registered."""
TESTED = {
    "all": (["registry", "productions", "api"], ["tests"]),
    "api": (["api"], ["tests/api"]),
    "rolls": (["productions/rollkit"], ["tests/roll"]),
    "readers": (["productions/interchange"], ["tests/interchange"]),
    "pages": (
        ["productions/*/admin", "productions/*/admin.py", "productions/admin_pages"],
        ["tests/admin", "tests/entry", "tests/history"],
    ),
}
"""What is compared with its tests by lines of Python: where the code is, and where they are."""
FOREIGN_ERRORS = frozenset({"APIException", "OperationalError"})
"""Exceptions of REST framework, Django and psycopg that ours derive from."""
FIELD_PAGE = "docs/howto/add-a-field.md"
"""Its steps add a field to credits; tests/docs/test_howto.py applies them to a copy of the code."""


class Function(NamedTuple):
    """A function of the code: its module's path, name, lines, and whether it stands at the top level."""

    path: str
    name: str
    lines: int
    top: bool


def list_modules(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def list_functions(root: Path) -> list[Function]:
    """Every function and method, without those that Python names."""
    found = []
    for path in list_modules(root):
        tree = ast.parse(path.read_text())
        top = set(map(id, tree.body))
        found += [
            Function(
                path.relative_to(root).as_posix(),
                node.name,
                (node.end_lineno or 0) - node.lineno + 1,
                id(node) in top,
            )
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("__")
        ]
    return found


def find_one_word_names(functions: list[Function]) -> list[Function]:
    return [one for one in functions if one.name not in DICTATED and "_" not in one.name.strip("_")]


def find_long_functions(functions: list[Function]) -> list[Function]:
    return [one for one in functions if one.lines > LONG_LINES]


def list_classes(root: Path) -> list[Function]:
    """The classes of each module's top level, as `Function`s that no framework names."""
    return [
        Function(path.relative_to(root).as_posix(), node.name, (node.end_lineno or 0) - node.lineno + 1, True)
        for path in list_modules(root)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and node.name != "Command"
    ]


def find_homonyms(functions: list[Function]) -> dict[str, list[str]]:
    """Names of top-level functions or classes that stand in more than one module, with the modules."""
    places = defaultdict(list)
    for one in functions:
        if one.top and one.name not in DICTATED:
            places[one.name].append(one.path)
    return {name: found for name, found in places.items() if len(found) > 1}


def find_error_families(root: Path) -> tuple[list[str], dict[str, list[str]]]:
    """The exceptions of the code, and those among them that derive from no other one of it, by the class that they derive from.

    A class is looked up by its name, since no two have one name.
    """
    bases = {
        node.name: [
            name for base in node.bases if (name := ast.unparse(base).rpartition(".")[2]) != node.name
        ]
        for path in list_modules(root)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef)
    }

    def is_exception(name: str) -> bool:
        if name in bases:
            return any(map(is_exception, bases[name]))
        found = getattr(builtins, name, None)
        return name in FOREIGN_ERRORS or (isinstance(found, type) and issubclass(found, BaseException))

    errors = sorted(filter(is_exception, bases))
    families = defaultdict(list)
    for name in errors:
        if not any(base in bases and is_exception(base) for base in bases[name]):
            families[bases[name][0]].append(name)
    return errors, dict(families)


def find_circles(imports: dict[str, set[str]]) -> list[set[str]]:
    """The strongly connected components of more than one module (Tarjan), typing imports counted."""
    numbers: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    circles = []

    def visit(module: str) -> None:
        numbers[module] = lowest[module] = len(numbers)
        waiting.append(module)
        for other in imports[module]:
            if other not in numbers:
                visit(other)
            if other in waiting:
                lowest[module] = min(lowest[module], lowest[other])
        if lowest[module] == numbers[module]:
            at = waiting.index(module)
            circle = set(waiting[at:])
            del waiting[at:]
            if len(circle) > 1:
                circles.append(circle)

    for module in imports:
        if module not in numbers:
            visit(module)
    return circles


def count_floors(imports: dict[str, set[str]]) -> int:
    """The longest way down through the imports of modules that are in no circle."""
    known: dict[str, int] = {}

    def depth(module: str, above: frozenset[str]) -> int:
        if module not in known:
            below = [depth(other, above | {module}) for other in imports[module] if other not in above]
            known[module] = 1 + max(below, default=0)
        return known[module]

    return max(depth(module, frozenset()) for module in imports)


def read_imports(package: str) -> dict[str, set[str]]:
    """The imports between the modules of a package that can be imported from here."""
    graph = build_graph(package, exclude_type_checking_imports=False)
    return {
        module: graph.find_modules_directly_imported_by(module) & graph.modules for module in graph.modules
    }


def count_lines(root: Path, places: list[str]) -> int:
    """Lines of Python below the places, which may hold `*`, without migrations."""
    found = [path for place in places for path in root.glob(place)]
    files = {path for each in found for path in ([each] if each.is_file() else each.rglob("*.py"))}
    return sum(
        len(path.read_text().splitlines())
        for path in files
        if root / "productions/migrations" not in path.parents and "node_modules" not in path.parts
    )


def list_field_files(page: str) -> set[str]:
    """The files that a page's steps change, each of which begins with `--- path` in a block of code."""
    return set(re.findall(r"^--- (\S+)$", page, re.MULTILINE))


def describe(root: Path) -> Iterator[str]:
    """One line a figure."""
    functions = list_functions(root)
    counted = [one for one in functions if one.name not in DICTATED]
    one_word = find_one_word_names(functions)
    names = {one.name for one in functions if one.top}
    lengths = [len(path.read_text().splitlines()) for path in list_modules(root)]
    homonyms = find_homonyms(functions)
    yield f"modules: {len(lengths)}, lines: {sum(lengths):,}, longest module: {max(lengths)}"
    yield f"functions: {len(functions):,}, over {LONG_LINES} lines: {len(find_long_functions(functions))}"
    yield f"one-word names: {len(one_word)} of {len(counted):,}, {len(one_word) / len(counted):.1%}"
    yield f"homonyms: {len(homonyms)} of {len(names):,} functions, {len(homonyms) / len(names):.1%}"
    classes = list_classes(root)
    yield f"homonyms: {len(find_homonyms(classes))} of {len({one.name for one in classes}):,} classes"
    errors, families = find_error_families(root)
    yield f"exceptions: {len(errors)}; first of their family: {', '.join(f'{len(each)} of {base}' for base, each in families.items())}"
    if (root / FIELD_PAGE).exists():
        touched = sorted(list_field_files((root / FIELD_PAGE).read_text()))
        code = [path for path in touched if not path.startswith("tests/")]
        yield f"a field of a credit: {len(code)} files and {len(touched) - len(code)} of the tests, by {FIELD_PAGE}"
    ratios = [
        f"{name} {count_lines(root, tests) / max(count_lines(root, code), 1):.2f}"
        for name, (code, tests) in TESTED.items()
    ]
    yield f"lines of tests for a line of code: {', '.join(ratios)}"
    sys.path.insert(0, str(root))
    for package in PACKAGES:
        imports = read_imports(package)
        arrows = sum(map(len, imports.values()))
        inside = sum(map(len, find_circles(imports)))
        each = median(map(len, imports.values()))
        yield (
            f"{package}: {len(imports)} modules, {arrows} arrows, {each:g} imports a module (median), "
            f"{count_floors(imports)} floors, {inside} modules in circles (typing imports counted)"
        )


if __name__ == "__main__":
    for tree in map(Path, sys.argv[1:] or [ROOT]):
        print(tree)
        for line in describe(tree.resolve()):
            print(f"  {line}")
