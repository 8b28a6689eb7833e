"""Styles and scripts are served under names that carry their content, and modules import one another under these."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

IMPORTED = re.compile(r'^(?:import|export) .*?from "(\.[^"]+)";$', re.MULTILINE)
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


@pytest.fixture
def collected(settings, tmp_path):
    """The folder of static files of a site without DEBUG."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "registry.static_storage.ModuleStaticFiles"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_modules_import_one_another_by_their_hashed_names(collected):
    modules = [path for path in (collected / "productions").rglob("*.js") if HASHED.search(path.name)]
    found = [(path, name) for path in modules for name in IMPORTED.findall(path.read_text())]
    assert len(found) >= 8
    plain = [
        (path.name, name)
        for path, name in found
        if not HASHED.search(name) or not Path(path.parent, name).resolve().is_file()
    ]
    assert plain == []
