"""`manage.py import_cuts LIST --production UID`: the cuts of a production from a list of cuts, or from an edit."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.utils import timezone

from productions.imports.services.cut_entering import enter_cut_file
from productions.imports.services.cut_list_plan import CutListPlan
from productions.imports.services.cut_list_rows import PlannedCut
from productions.imports.services.cut_planning import plan_cut_file, read_cut_list_file
from productions.interchange.cut_lists.placed_clips import MAX_LIST_BYTES
from productions.management.database import WholeCommand, require_migrated_database
from productions.management.list_options import read_list_file
from productions.management.rolls import find_named_part
from productions.shared.refusals import Refusal
from productions.shared.sentences import format_count

MAX_SHOWN_CUTS = 20
"""Of each group; the counts are of all."""


class Command(WholeCommand):
    help = (
        "Make and change the cuts of a production as a list of cuts says (.csv, .xlsx, .ods, or an edit's list). "
        "Shows the plan; --apply stores it. No cut is removed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", type=Path, help="the list")
        parser.add_argument("--production", type=UUID, required=True, help="uid of the production")
        parser.add_argument(
            "--episode", default="", help="number of the episode that the list, or a part of it, is of"
        )
        parser.add_argument("--apply", action="store_true", help="store it; without it nothing is stored")

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrated_database()
        production, episode = find_named_part(options)
        path, data = read_list_file(options["list"], most=MAX_LIST_BYTES)
        try:
            file = read_cut_list_file(production, data, filename=path.name, by=None, episode=episode)
            planned = plan_cut_file(production, file)
            assert isinstance(planned.source, CutListPlan)
            self.show(planned.source)
            if not options["apply"]:
                self.stdout.write("Nothing is stored yet; --apply stores it.")
                return
            plan, batch = enter_cut_file(
                production, file, by=None, now=timezone.now(), accepted=planned.plan.digest
            )
        except Refusal as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal
        counts = plan.count_groups()
        self.stdout.write(
            f"{counts['new']} added, {counts['changed']} changed, {counts['same']} as they were, "
            f"{len(planned.source.relations)} related, {format_count(len(planned.source.parts), 'part', 'parts')}."
        )
        self.stdout.write(f"Take it back with import_credits --undo {batch.uid}")

    def show(self, plan: CutListPlan) -> None:
        """The plan in groups, then what is wrong."""
        self.show_group("new", [format_planned_cut(row) for row in plan.new])
        self.show_group("changed", [format_planned_cut(row) for row in plan.changed])
        self.show_group("as they are", [format_planned_cut(row) for row in plan.same])
        self.show_group(
            "not in the list, left as they are",
            [format_cut_place(cut.number, cut.episode) for cut in plan.missing],
        )
        for part in plan.parts:
            self.stdout.write(
                f"part {format_cut_place(part.label, part.episode)}: {part.first_cut[1]} to {part.last_cut[1]}"
            )
        if plan.relations:
            self.stdout.write(format_count(len(plan.relations), "relation", "relations"))
        for problem in (*plan.notes, *plan.problems):
            self.stderr.write(f"  {problem}")

    def show_group(self, name: str, lines: list[str]) -> None:
        self.stdout.write(f"{format_count(len(lines), 'cut', 'cuts')} {name}")
        for line in lines[:MAX_SHOWN_CUTS]:
            self.stdout.write(f"  {line}")
        if len(lines) > MAX_SHOWN_CUTS:
            self.stdout.write(f"  and {len(lines) - MAX_SHOWN_CUTS:,} more")


def format_cut_place(number: str, episode: object) -> str:
    return f"{number} ({episode})" if episode else number


def format_planned_cut(row: PlannedCut) -> str:
    """The cut, and each value with the one that it replaces."""
    values = [
        f"{name} {row.old[name]!s} → {value}" if row.old.get(name) not in (None, "") else f"{name} {value}"
        for name, value in row.values.items()
    ]
    return ", ".join([format_cut_place(row.listed.number, row.episode), *values])
