"""`manage.py import_credits SHEET --production UID`: credits from a CSV or XLSX sheet."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.utils import timezone

from productions.imports.services.sheet_import import SheetRefused, import_credit_sheet
from productions.interchange.sheets.template_sheet import build_template_csv
from productions.management.database import WholeCommand, require_migrated_database
from productions.models import Production
from productions.shared.sentences import format_count


class Command(WholeCommand):
    help = "Import credits from a CSV or XLSX sheet, ours or Cinecred's (docs/import.md); all of it or, with every problem, nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sheet", type=Path, nargs="?")
        parser.add_argument("--production", type=UUID, help="uid of the production")
        parser.add_argument("--dry-run", action="store_true", help="try everything, store nothing")
        parser.add_argument(
            "--template", choices=["en", "ja"], help="print an empty sheet with an example row"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            self.stdout.write(build_template_csv(options["template"]), ending="")
            return
        path: Path | None = options["sheet"]
        if path is None or options["production"] is None:
            raise CommandError("Give the sheet and --production UID, or --template en|ja.")
        require_migrated_database()
        production = Production.objects.live().filter(uid=options["production"]).first()
        if production is None:
            raise CommandError(f"There is no production {options['production']}.")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        try:
            entered = import_credit_sheet(
                production,
                data,
                filename=path.name,
                by=None,
                now=timezone.now(),
                dry_run=options["dry_run"],
                tell=lambda note: self.stdout.write(f"  {note}"),
            )
        except SheetRefused as refused:
            for problem in refused.problems:
                self.stderr.write(f"  {problem}")
            told = format_count(len(refused.problems), "problem", "problems")
            raise CommandError(f"{told}; nothing was stored.") from refused
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was stored.")
        self.stdout.write(format_count(entered, "credit entered as a draft", "credits entered as drafts"))
