"""`manage.py import_cut_placements LIST --production UID`: where cuts stand in an edition, from an edit's list."""

from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.utils import timezone

from productions.imports.services.placement_import import PlacementPlan, apply_placements, plan_placements
from productions.interchange.cut_lists.placed_clips import MAX_LIST_BYTES
from productions.management.database import WholeCommand, require_migrated_database
from productions.management.list_options import read_list_file
from productions.management.rolls import find_named_edition, find_named_part
from productions.shared.refusals import Refusal
from productions.shared.sentences import format_count


def read_rate_option(text: str) -> Fraction:
    """A frame rate as a fraction. Raises CommandError."""
    try:
        rate = Fraction(text)
    except (ValueError, ZeroDivisionError):
        rate = Fraction(0)
    if not 0 < rate <= 240 or rate.denominator > 1001:
        raise CommandError(f"“{text}” is no frame rate; write 24, 25 or 24000/1001.")
    return rate


class Command(WholeCommand):
    help = "Place the cuts of an edition as an edit's list does (.otio, .otioz, .edl, .fcpxml, .xml, .aaf). Shows the plan; --apply stores it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", type=Path, help="the list, or a bundle (.otiod, .fcpxmld)")
        parser.add_argument("--production", type=UUID, required=True, help="uid of the production")
        parser.add_argument("--episode", default="", help="number of an episode")
        parser.add_argument("--edition", default="", help="code or label; without it what all editions share")
        parser.add_argument(
            "--rate", default="", help="frames per second, as in 24000/1001; an EDL says none"
        )
        parser.add_argument("--start", default="", help="timecode of the first frame, as in 01:00:00:00")
        parser.add_argument("--create-cuts", action="store_true", help="add cuts that are not there yet")
        parser.add_argument("--apply", action="store_true", help="store it; without it nothing is stored")

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrated_database()
        production, episode = find_named_part(options)
        edition = find_named_edition(production, options["edition"])
        rate = read_rate_option(options["rate"]) if options["rate"] else None
        path, data = read_list_file(options["list"], most=MAX_LIST_BYTES)
        try:
            plan = plan_placements(
                production,
                data,
                filename=path.name,
                episode=episode,
                edition=edition,
                rate=rate,
                start=options["start"],
            )
            self.show(plan)
            if not options["apply"]:
                self.stdout.write("Nothing is stored yet; --apply stores it.")
                return
            found = apply_placements(
                plan, by=None, now=timezone.now(), create_cuts=options["create_cuts"], reason=path.name
            )
        except Refusal as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal
        for overlap in found.overlaps:
            frames = format_count(overlap.length, "frame", "frames")
            self.stdout.write(f"  cuts {overlap.first.cut} and {overlap.second.cut} overlap by {frames}")
        self.stdout.write(
            f"{found.added} added, {found.changed} changed, {found.removed} removed, {found.unchanged} as they were."
        )

    def show(self, plan: PlacementPlan) -> None:
        """The plan, a line for each clip, then what is wrong."""
        start = plan.start or "not known"
        told = "" if plan.start_told or not plan.start else ", taken from the first event"
        self.stdout.write(f"{plan.rate} frames per second, start {start}{told}")
        for row in plan.rows:
            name = f"cut {row.cut}" if row.cut else f"cut {row.number}, new" if row.number else "no cut"
            self.stdout.write(f"  {row.record_in:>8} +{row.clip.length:<6} {name}  ({row.clip.name})")
        for problem in plan.problems:
            self.stderr.write(f"  {problem}")
        if plan.unknown_numbers:
            cuts = format_count(len(plan.unknown_numbers), "cut is", "cuts are")
            self.stdout.write(f"{cuts} not there yet; --create-cuts adds them, otherwise they are left out.")
