"""`manage.py import_cut_placements LIST --production UID`: where cuts stand in an edition, from an edit's list."""

from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.utils import timezone

from productions.catalogue.models.works import Episode, Production
from productions.imports.services.cut_entering import enter_cut_file
from productions.imports.services.cut_planning import ADD, LEAVE_OUT, CutFile, plan_cut_file, read_edit_file
from productions.imports.services.placement_import import PlacementPlan
from productions.interchange.cut_lists.placed_clips import MAX_LIST_BYTES
from productions.management.database import WholeCommand, require_migrated_database
from productions.management.list_options import read_list_file
from productions.management.rolls import find_named_edition, find_named_part
from productions.shared.intake_choices import ChoiceKind
from productions.shared.refusals import Refusal
from productions.shared.sentences import format_count
from productions.shared.timecode import TimecodeError, parse_frame_rate


def read_rate_option(text: str) -> Fraction:
    """A frame rate as a fraction. Raises CommandError."""
    try:
        return parse_frame_rate(text)
    except TimecodeError as error:
        raise CommandError(str(error)) from error


def read_named_edit(production: Production, episode: Episode | None, options: dict[str, Any]) -> CutFile:
    """The list that the options name, as they say. Raises CommandError, Refusal."""
    edition = find_named_edition(production, options["edition"])
    rate = read_rate_option(options["rate"]) if options["rate"] else None
    path, data = read_list_file(options["list"], most=MAX_LIST_BYTES)
    return read_edit_file(
        production,
        data,
        filename=path.name,
        by=None,
        episode=episode,
        edition=edition,
        rate=rate,
        start=options["start"],
    )


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
        try:
            file = read_named_edit(production, episode, options)
            answers = {str(ChoiceKind.CUTS): ADD if options["create_cuts"] else LEAVE_OUT}
            planned = plan_cut_file(production, file, answers=answers)
            assert isinstance(planned.source, PlacementPlan)
            self.show(planned.source)
            if not options["apply"]:
                self.stdout.write("Nothing is stored yet; --apply stores it.")
                return
            plan, batch = enter_cut_file(
                production,
                file,
                by=None,
                now=timezone.now(),
                answers=answers,
                accepted=planned.plan.digest,
            )
        except Refusal as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal
        for overlap in plan.hints:
            self.stdout.write(f"  {overlap}")
        counts = plan.count_groups()
        self.stdout.write(
            f"{counts['new']} added, {counts['changed']} changed, {counts['gone']} removed, {counts['same']} as they were."
        )
        self.stdout.write(f"Take it back with import_credits --undo {batch.uid}")

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
