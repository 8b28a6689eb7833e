"""`manage.py export_roll PRODUCTION`: write a roll to files, or to a package of them, here and now."""

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
from productions.exports.services.export_orders import is_on_screen
from productions.exports.services.export_progress import FrameProgress
from productions.exports.services.exports import request_export, run_export
from productions.management.database import require_migrated_database
from productions.management.rolls import (
    add_roll_arguments,
    add_screen_arguments,
    find_named_roll,
    read_screen_options,
)
from productions.models import Export
from productions.rollkit.packages import order_formats
from productions.shared.choices import ExportState
from productions.shared.refusals import Refusal


class Command(BaseCommand):
    help = "Export the roll of a production: its latest release, or the working copy when there is none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_roll_arguments(parser)
        parser.add_argument(
            "--format", action="append", dest="formats", choices=ExportFormat.values,
            help="again for each further format; without it pdf",
        )  # fmt: skip
        parser.add_argument(
            "--package", action="store_true", help="all formats as one ZIP with a manifest, or nothing"
        )
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
        production, episode, edition = find_named_roll(options)
        issues = production.releases.of(production=production, episode=episode, edition=edition)
        release = None if options["working"] else issues.last()
        asked = {"episode": episode, "edition": edition, "release": release, "language": options["language"]}
        formats = list(dict.fromkeys(options["formats"] or [ExportFormat.PDF.value]))
        screen = read_screen_options(options)
        single = len(formats) == 1 or options["package"]
        if not single and options["out"] is not None and not is_folder(options["out"]):
            raise CommandError("Several files go into a folder: give one as --out, or ask for a --package.")
        # Films last, as in a package: what cannot be made is told before hours of work.
        orders: list[dict[str, Any]] = [
            {"format": each, "delivery": screen if is_on_screen(each) or single else {}}
            for each in order_formats(formats)
        ]
        if options["package"]:
            orders = [{"formats": formats, "delivery": screen}]
        if options["out"] is not None:
            make_folder(options["out"])
        try:
            for order in orders:
                export = request_export(production, by=None, now=timezone.now(), **asked, **order)
                path = make_file(export)
                if options["out"] is not None:
                    out = resolve_out_path(options["out"], get_export_filename(export))
                    shutil.copyfile(path, out)
                    path = out
                self.stdout.write(f"{path}  {export.size}  {export.digest}")
        except Refusal as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal


def make_file(export: Export) -> Path:
    """Make the file of an export in this process. Raises CommandError where it fails, Refusal where it is gone."""
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
    return get_export_path(export)


def is_folder(asked: str | Path) -> bool:
    """Whether a path is a folder's: one that is there, or that ends in a slash."""
    return Path(asked).is_dir() or str(asked).endswith(("/", os.sep))


def make_folder(asked: str | Path) -> None:
    """Make what is missing of the path, before hours of work. Raises CommandError."""
    folder = Path(asked) if is_folder(asked) else Path(asked).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"The folder {folder} cannot be made: {error.strerror}.") from error


def resolve_out_path(asked: str | Path, name: str) -> Path:
    """Where a file called `name` goes: into a folder, or to exactly the path that was asked for."""
    return Path(asked) / name if is_folder(asked) else Path(asked)
