"""`manage.py export_roll PRODUCTION`: write a roll to a file, here and now."""

import os
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from productions.exports.formats import ExportFormat
from productions.exports.services.export_files import get_export_filename, get_export_path
from productions.exports.services.export_progress import FrameProgress
from productions.exports.services.exports import request_export, run_export
from productions.management.database import require_migrated_database
from productions.management.rolls import (
    add_roll_arguments,
    add_screen_arguments,
    find_named_edition,
    find_named_part,
    read_screen_options,
)
from productions.shared.choices import ExportState
from productions.shared.refusals import Refusal


class Command(BaseCommand):
    help = "Export the roll of a production: its latest release, or the working copy when there is none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_roll_arguments(parser)
        parser.add_argument("--format", default="pdf", choices=ExportFormat.values)
        add_screen_arguments(parser)
        parser.add_argument(
            "--working", action="store_true", help="the working copy even if there is a release"
        )
        parser.add_argument(
            "--out",
            help="where to write: a file, or a folder (one that is there, or that ends in a slash); what is missing of the "
            "path is made. Without it the file stays in the data folder",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrated_database()
        production, episode = find_named_part(options)
        edition = find_named_edition(production, options["edition"])
        issues = production.releases.of(production=production, episode=episode, edition=edition)
        try:
            export = request_export(
                production,
                episode=episode,
                edition=edition,
                release=None if options["working"] else issues.last(),
                format=options["format"],
                language=options["language"],
                delivery=read_screen_options(options),
                by=None,
                now=timezone.now(),
            )
            # tqdm draws on a terminal only; in a log it stays silent.
            with tqdm(unit=" frames", disable=None) as bar:

                def tell(frames: FrameProgress) -> None:
                    bar.total = frames.total
                    bar.update(frames.done - bar.n)

                run_export(export.uid, clock=timezone.now, tell=tell)
            export.refresh_from_db()
            if export.state != ExportState.DONE:
                raise CommandError(
                    export.told_error or f"A worker has it; its state is {export.get_state_display()}."
                )
            path = get_export_path(export)
        except Refusal as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal
        if options["out"] is not None:
            out = resolve_out_path(options["out"], get_export_filename(export))
            out.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, out)
            path = out
        self.stdout.write(f"{path}  {export.size}  {export.digest}")


def resolve_out_path(asked: str | Path, name: str) -> Path:
    """Where a file called `name` goes: into a folder, or to exactly the path that was asked for."""
    out = Path(asked)
    return out / name if out.is_dir() or str(asked).endswith(("/", os.sep)) else out
