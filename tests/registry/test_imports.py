"""What is loaded at the start: a web process and a command hold nothing of what only workers need."""

import os
import subprocess
import sys

import pytest

HEAVY = (
    "PIL",
    "av",
    "fontTools",
    "httpx",
    "numpy",
    "openpyxl",
    "opentimelineio",
    "pyarrow",
    "pypdfium2",
    "typst",
    "uharfbuzz",
    "xlsxwriter",
)
PREVIEW = ["typst", "uharfbuzz"]
"""The preview of a roll is set where it is asked for; both together are a fiftieth of what a start takes."""

WEB = (
    "from registry.wsgi import application; from django.urls import get_resolver; "
    "get_resolver().url_patterns; from django.contrib import admin; "
)
CHECK = (
    "from django.core.management import execute_from_command_line; "
    "execute_from_command_line(['manage.py', 'check']); "
)


@pytest.mark.parametrize("start", [WEB, CHECK], ids=["web", "check"])
def test_a_start_loads_of_what_is_heavy_only_what_sets_the_preview(start, settings, tmp_path):
    code = f"import sys; {start} print(*[name for name in {HEAVY} if name in sys.modules])"
    left_out = ("DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL")
    named = {"DJANGO_SETTINGS_MODULE": "registry.settings", "STAFFROLL_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in os.environ.items() if name not in left_out} | named,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1].split() == PREVIEW
