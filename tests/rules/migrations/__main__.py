"""`python -m tests.rules.migrations` lints the migrations that are newer than the last version; see the package."""

import sys

from django.db.migrations.loader import MigrationLoader

import tests.conftest  # noqa: F401  (the environment of tests)
from tests.rules.migrations.linter import last_version, lint

problems = lint(MigrationLoader(None), last_version())
print("\n".join(problems) or f"Migrations: code whose last one is {last_version()} works on today's schema.")
sys.exit(bool(problems))
