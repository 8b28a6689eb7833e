"""What the docstring of a package names in it is there: a map that is not kept leads astray."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.rules.house import ROOT, list_modules

MODULES = {path.stem for path in list_modules(ROOT)}


def list_lost_names(package: Path) -> Iterator[str]:
    """The words in backticks of a package's docstring that are neither a module nor in the package's own code."""
    docstring = ast.get_docstring(ast.parse((package / "__init__.py").read_text())) or ""
    code = "\n".join(path.read_text() for path in package.rglob("*.py") if path.name != "__init__.py")
    for name in re.findall(r"`([a-z_]+)`", docstring):
        if name not in MODULES and not re.search(rf"\b{name}\b", code):
            yield name


def test_the_map_of_a_package_names_what_is_there():
    packages = [path.parent for path in list_modules(ROOT) if path.name == "__init__.py"]
    lost = {each.relative_to(ROOT).as_posix(): list(list_lost_names(each)) for each in packages}
    # What a Django engineer would look for, and why it is not there.
    assert lost.pop("api/read") == ["get_queryset", "get_serializer"]
    assert {name: words for name, words in lost.items() if words} == {}


def test_a_module_that_is_gone_is_found(tmp_path):
    (tmp_path / "__init__.py").write_text('"""`reading` reads, `entries_of_old` did."""')
    (tmp_path / "reading.py").write_text("")
    assert list(list_lost_names(tmp_path)) == ["entries_of_old"]
