"""`python -m tests.rules.permissions NAME …` prints rows as they are measured; see the package."""

from __future__ import annotations

import logging
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test.utils import setup_test_environment
from django.utils import timezone

import tests.conftest  # noqa: F401  (the environment of tests)
from tests.rules.permissions.table import as_row, write_docs
from tests.rules.permissions.walk import Walk
from tests.rules.permissions.world import plant

DOCS = Path(__file__).parents[3] / "docs" / "permissions.md"


def measure(pages: set[str] | None) -> Walk:
    """In a database of its own, which is gone afterwards."""
    logging.disable(logging.CRITICAL)
    setup_test_environment()
    settings.API_RATE = settings.API_WRITE_RATE = ""
    name = connection.creation.create_test_db(verbosity=0)
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings.MEDIA_ROOT = Path(folder) / "media"
            walk = Walk(plant(Path(folder), timezone.now().replace(microsecond=0) + timedelta(hours=1)))
            walk.visit_all(pages)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    return walk


if __name__ == "__main__":
    if sys.argv[1:] == ["--docs"]:
        DOCS.write_text(write_docs())
    else:
        measured = measure(set(sys.argv[1:]) or None)
        for page, row in measured.found.items():
            print(as_row(page, row))
        for (label, who, method), pages in sorted(measured.told.items()):
            print(f"# HOLE: {label} is told to {who} by {method} {', '.join(sorted(pages))}")
