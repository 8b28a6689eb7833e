"""`manage.py import_catalogue FILE.jsonl`: films with their credit texts, as the Media Arts Database has them."""

from argparse import ArgumentParser
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from productions.imports.services.imports import import_catalogue
from productions.interchange.catalogue.catalogue_reader import read_catalogue
from productions.interchange.catalogue.json_records import MAX_LINE_BYTES
from productions.interchange.problems import UnreadableFile
from productions.interchange.text_lines import read_text_lines
from productions.management.database import require_migrated_database
from productions.shared.sentences import format_count

MAX_SHOWN_PROBLEMS = 20
"""Problems printed; all of them stay in the admin under Import rows."""


class Command(BaseCommand):
    help = "Import films from a catalogue (JSON Lines; docs/import.md describes the record)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="try everything, store nothing")
        parser.add_argument("--public", action="store_true", help="make the imported productions public")
        parser.add_argument(
            "--all-problems", action="store_true", help="print every problem, not the first 20"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrated_database()
        path: Path = options["file"]
        try:
            # tqdm draws on a terminal only; in a log it stays silent.
            with path.open("rb") as file, tqdm(unit=" lines", disable=None) as bar:
                digest = file_digest(file, "sha256").hexdigest()
                file.seek(0)
                run = import_catalogue(
                    read_catalogue(read_text_lines(file, longest=MAX_LINE_BYTES)),
                    filename=path.name,
                    digest=digest,
                    by=None,
                    now=timezone.now(),
                    public=options["public"],
                    dry_run=options["dry_run"],
                    progress=bar.update,
                )
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except UnreadableFile as error:
            raise CommandError(f"{path}: {error}") from error
        self.report(run.problems, show_all=options["all_problems"])
        self.figures(run.figures)

    def report(self, problems: list[Any], *, show_all: bool) -> None:
        shown = problems if show_all else problems[:MAX_SHOWN_PROBLEMS]
        for problem in shown:
            self.stdout.write(f"  {problem}")
        if len(problems) > len(shown):
            self.stdout.write(f"  … and {len(problems) - len(shown)} more; --all-problems prints them")

    def figures(self, count: Any) -> None:
        credits = count["credits"]
        known = f"{(credits - count['role_other']) / credits:.2%}" if credits else "–"
        if count["dry_run"]:
            self.stdout.write("Dry run: nothing was stored.")
        self.stdout.write(
            f"films: {count['films']} entered, {count['unchanged']} unchanged, {count['refused']} refused, "
            f"{format_count(count['bad_lines'], 'line that is', 'lines that are')} no film"
        )
        self.stdout.write(
            f"credits: {credits} entered, {count['without_a_name']} of them without a name, "
            f"{count['characters']} with a character"
        )
        self.stdout.write(f"roles resolved: {known}; statements kept: {count['statements']}")
        self.stdout.write(f"problems: {count['problems'] + count['refused_credits']}")
