"""What is loaded at the start: a web process and a command hold nothing of what only workers need."""

import os
import subprocess
import sys
from functools import cache

import pytest
from django.conf import settings

HEAVY = (
    "PIL",
    "aaf2",
    "av",
    "celery.worker.consumer",
    "fontTools",
    "httpx",
    "numpy",
    "openpyxl",
    "opentimelineio",
    "pyarrow",
    "pypdfium2",
    "redis",
    "segno",
    "typst",
    "uharfbuzz",
    "xlsxwriter",
)
PREVIEW = ["typst", "uharfbuzz"]
"""The preview of a roll is set where it is asked for; both together are a fiftieth of what a start takes."""

LOADING = "import registry\n"
WEB = """
from registry.wsgi import application
import gc
print("searched:", len(gc.get_objects()))
from django.urls import get_resolver
get_resolver().url_patterns
from django.contrib import admin
"""
CHECK = """
import atexit, gc
atexit.register(lambda: print("left at the end:", len(gc.get_objects())))  # what is registered first runs last
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "check"])
"""
FACTS = """
import gc, sys
from registry import garbage
print("heavy:", *[name for name in {heavy} if name in sys.modules])
print("thresholds:", *[name for name in {thresholds} if gc.get_threshold() == getattr(garbage, name)])
print("frozen:", gc.get_freeze_count() > 100_000)
kept = [[] for _each in range({kept})]
"""
KEPT = 20_000
"""Objects that a process makes after its start."""
THRESHOLDS = ("START_THRESHOLDS", "COMMAND_THRESHOLDS", "USUAL_THRESHOLDS")


@pytest.fixture(scope="module")
def start_once(tmp_path_factory):
    """What a process of its own prints about itself after it has run some code, by the word before the colon; each code is run once."""
    left_out = ("DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    environment["DJANGO_SETTINGS_MODULE"] = "registry.settings"

    @cache
    def start(code):
        done = subprocess.run(
            [sys.executable, "-c", code + FACTS.format(heavy=HEAVY, thresholds=THRESHOLDS, kept=KEPT)],
            cwd=settings.BASE_DIR,
            env=environment | {"STAFFROLL_DATA_DIR": str(tmp_path_factory.mktemp("data"))},
            capture_output=True,
            text=True,
            check=True,
        )
        told = [line.partition(":") for line in done.stdout.splitlines()]
        return {name: value.strip() for name, colon, value in told if colon}

    return start


@pytest.mark.parametrize("code", [WEB, CHECK], ids=["web", "check"])
def test_a_start_loads_of_what_is_heavy_only_what_sets_the_preview(start_once, code):
    assert start_once(code)["heavy"].split() == PREVIEW


def test_readers_compile_their_patterns_where_they_are_first_used():
    """Some 240 of them, of which most processes need none."""
    readers = (settings.BASE_DIR / "productions/interchange").rglob("*.py")
    assert [path.name for path in readers if "re.compile(" in path.read_text()] == []


@pytest.mark.parametrize(
    ("code", "thresholds", "frozen"),
    [
        (LOADING, "START_THRESHOLDS", False),
        (CHECK, "COMMAND_THRESHOLDS", True),
        (WEB, "USUAL_THRESHOLDS", True),
    ],
    ids=["loading", "check", "web"],
)
def test_a_start_is_not_searched_for_garbage(start_once, code, thresholds, frozen):
    """Nor is what it has loaded later; a web process looks as often as Python does."""
    told = start_once(code)
    assert (told["thresholds"], told["frozen"]) == (thresholds, str(frozen))


def test_the_program_of_a_web_process_is_never_looked_through_for_garbage(start_once):
    assert int(start_once(WEB)["searched"]) < KEPT


def test_a_command_that_ends_does_not_free_the_program_piece_by_piece(start_once):
    assert int(start_once(CHECK)["left at the end"]) < KEPT
