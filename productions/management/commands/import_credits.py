"""`manage.py import_credits FILE --production UID`: credits from a file of any kind that people have."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.utils import timezone

from productions.imports.services.entering import SheetRefused, enter_file, list_obstacles
from productions.imports.services.import_plan import ImportPlan
from productions.imports.services.plan_texts import DIGEST_PREFIX, describe_plan, write_plan_lines
from productions.imports.services.planning import plan_file, read_import_file
from productions.imports.services.undoing import find_import, undo_import
from productions.interchange.sheets.credit_row import ReadingOptions
from productions.interchange.sheets.template_sheet import build_template_csv
from productions.management.database import WholeCommand, require_migrated_database
from productions.models import Production
from productions.shared.refusals import READER_LANGUAGE, Refusal
from productions.shared.sentences import format_count
from productions.shared.site_languages import LANGUAGE_CODES


class Command(WholeCommand):
    help = "Import credits from a file, such as a sheet (docs/import.md). A file that leaves nothing open is entered; otherwise its plan is printed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sheet", type=Path, nargs="?", help="the file; its content decides what it is")
        parser.add_argument("--production", type=UUID, help="uid of the production")
        parser.add_argument("--dry-run", action="store_true", help="print the plan, store nothing")
        parser.add_argument("--json", action="store_true", help="print the plan as JSON")
        parser.add_argument(
            "--accept",
            metavar="DIGEST",
            help="enter the plan of this digest as proposed, without its problems",
        )
        parser.add_argument(
            "--choose", metavar="KEY=ANSWER", action="append", default=[],
            help="answer a choice by its key, or all of a kind: person, split, kind, nobody, gone",
        )  # fmt: skip
        parser.add_argument(
            "--column", metavar="HEADING=FIELD", action="append", default=[],
            help="read a column as this field; nothing after the sign leaves it out",
        )  # fmt: skip
        parser.add_argument(
            "--worksheet", metavar="TITLE", action="append", default=[],
            help="read this sheet of a workbook; * for all",
        )  # fmt: skip
        parser.add_argument("--hidden-rows", action="store_true", help="read rows that the file hides")
        parser.add_argument("--undo", type=UUID, metavar="UID", help="take back an import by its uid")
        parser.add_argument("--reason", default="", help="why it is taken back")
        parser.add_argument(
            "--template", choices=LANGUAGE_CODES, help="print an empty sheet with an example row"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            self.stdout.write(build_template_csv(options["template"]), ending="")
            return
        if options["undo"] is not None:
            require_migrated_database()
            self.undo(options["undo"], options["reason"])
            return
        path: Path | None = options["sheet"]
        if path is None or options["production"] is None:
            raise CommandError(
                f"Give the sheet and --production UID, or --template {'|'.join(LANGUAGE_CODES)}, or --undo UID."
            )
        require_migrated_database()
        production = Production.objects.live().filter(uid=options["production"]).first()
        if production is None:
            raise CommandError(f"There is no production {options['production']}.")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        try:
            self.enter(production, data, path.name, options)
        except SheetRefused as refused:
            for problem in refused.problems:
                self.stderr.write(f"  {problem.said(READER_LANGUAGE)}")
            raise CommandError(f"{count_problems(refused.problems)}; nothing was stored.") from refused
        except Refusal as refusal:
            raise CommandError(" ".join(refusal.sentences_with_fields)) from refusal

    def enter(self, production: Production, data: bytes, filename: str, options: dict[str, Any]) -> None:
        """Plan the file and, where nothing is open or the plan is accepted, enter it."""
        reading = ReadingOptions(
            read_pairs(options["column"]), tuple(options["worksheet"]), options["hidden_rows"]
        )
        file = read_import_file(production, data, filename=filename, by=None, options=reading)
        answers = read_pairs(options["choose"])
        plan = plan_file(production, file, by=None, answers=answers).plan
        self.show(plan, as_json=options["json"])
        for problem in plan.problems:
            self.stderr.write(f"  {problem.said(READER_LANGUAGE)}")
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was stored.")
            self.report(plan)
            return
        if options["accept"] is None and not plan.is_ready:
            obstacles = list_obstacles(plan)
            raise CommandError(
                f"{count_problems(obstacles)}; nothing was stored. Answer with --choose, or enter the plan as it proposes, "
                f"without its problems, with --accept {plan.digest[:DIGEST_PREFIX]}"
            )
        plan, batch = enter_file(
            production, file, by=None, now=timezone.now(), answers=answers, accepted=options["accept"]
        )
        self.report(plan)
        self.stdout.write(f"Take it back with --undo {batch.uid}")

    def show(self, plan: ImportPlan, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(describe_plan(plan), ensure_ascii=False, indent=2))
            return
        for line in write_plan_lines(plan):
            self.stdout.write(line)

    def report(self, plan: ImportPlan) -> None:
        counts = plan.count_groups()
        self.stdout.write(
            format_count(counts["new"], "credit entered as a draft", "credits entered as drafts")
        )

    def undo(self, uid: UUID, reason: str) -> None:
        """Take an import back."""
        batch = find_import(uid, by=None)
        if batch is None:
            raise CommandError(f"There is no import {uid}.")
        try:
            undone = undo_import(
                batch, by=None, now=timezone.now(), reason=reason or "taken back by the operator"
            )
        except Refusal as refusal:
            raise CommandError(" ".join(refusal.sentences_with_fields)) from refusal
        for left in undone.left:
            self.stdout.write(f"  {left}")
        self.stdout.write(format_count(undone.removed, "credit was taken back", "credits were taken back"))


def count_problems(problems: Iterable[object]) -> str:
    return format_count(len(list(problems)), "problem", "problems")


def read_pairs(texts: Iterable[str]) -> dict[str, str]:
    """KEY=VALUE pairs of a command line. Raises CommandError."""
    pairs = {}
    for text in texts:
        key, sign, value = text.rpartition("=")
        if not sign or not key:
            raise CommandError(f"“{text}” is no pair; write it like KEY=VALUE.")
        pairs[key] = value
    return pairs
