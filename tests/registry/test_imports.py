"""What a web process holds: nothing of what only workers need."""

import os
import subprocess
import sys

WORKERS_ONLY = (
    "av",
    "fontTools",
    "numpy",
    "openpyxl",
    "opentimelineio",
    "pyarrow",
    "pypdfium2",
    "xlsxwriter",
)


def test_a_web_process_starts_without_what_only_workers_need(settings):
    script = (
        "import sys; from registry.wsgi import application; from django.urls import get_resolver; "
        "get_resolver().url_patterns; from django.contrib import admin; "
        f"print([name for name in {WORKERS_ONLY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "registry.settings", "STAFFROLL_DEBUG": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
