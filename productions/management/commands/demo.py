"""`manage.py demo`: fill a database, export every roll with real workers, and serve the site as it ships."""

import secrets
import shutil
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from productions.accounts.services.accounts import create_user, set_password
from productions.exports.formats import ExportFormat
from productions.exports.services.export_files import get_export_filename, get_export_path
from productions.exports.services.exports import request_export
from productions.management.demo import load_demo
from productions.management.demo.case import TITLE as CASE
from productions.management.serving import make_address, require_free_port, run_site
from productions.management.supervisor import (
    listen_for_the_end,
    run_supervised_workers,
    wait_for_the_end,
)
from productions.models import Export, Production, Release, User
from productions.releases.services.releases import issue_release
from productions.rollkit.template.model import Pace
from productions.rollkit.template.shipped_templates import FILM_ROLL
from productions.rollkit.writer_registry import WRITERS
from productions.shared.choices import OPEN_EXPORT_STATES, ExportState
from productions.shared.refusals import Refusal
from productions.statistics.services.record_statistics import count_record

EXPORT_TIMEOUT_SECONDS = 180
"""Seconds that may pass from one export of the demo to the next."""

QUICK_DELIVERY = {"raster": "1280x720", "px": 8}
"""Films of the demo are small and fast, so that they are there in seconds."""

HEAVY_FORMATS = frozenset(
    {
        ExportFormat.PRORES422HQ,
        ExportFormat.DNXHR,
        ExportFormat.PNG_SEQUENCE,
        ExportFormat.TIFF_SEQUENCE,
        ExportFormat.DPX_SEQUENCE,
    }
)
"""Formats of a gigabyte a minute: some frames of one roll show what they are."""
HURRIED_TEMPLATE = replace(FILM_ROLL, name="hurried", pace=Pace(card_ms=0, line_ms=0, scroll_ms=0))
"""A roll that nobody can read: it shows what a file is like."""
FEW_FRAMES_DELIVERY = QUICK_DELIVERY | {"px": 120, "template": HURRIED_TEMPLATE.to_dict()}


class Command(BaseCommand):
    help = "Load the demo productions, export their rolls, and serve the site until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="stop after the exports")

    def handle(self, *args: Any, **options: Any) -> None:
        listen_for_the_end()
        if not options["no_serve"]:
            require_free_port(options["port"], target="demo")
        self.stdout.write("Preparing the database …")
        call_command("migrate", verbosity=0)
        productions = load_demo(now=timezone.now())
        count_record()
        self.show_refusal(productions[0])
        with suppress(KeyboardInterrupt), run_supervised_workers():
            for name, export in self.export_all(productions):
                self.deliver(name, export)
            if options["no_serve"]:
                self.stdout.write("Nothing is served: “make demo” does so, and prints the admin's password.")
                return
            password = self.admin_password()
            address = make_address(options["port"])
            self.stdout.write(f"Site: {address}/")
            self.stdout.write(f"Admin: {address}/admin/  user admin  password {password}")
            with run_site(options["port"]):
                self.stdout.write(f"API: {address}/api/v1/docs/  – stop with Ctrl-C")
                self.stdout.flush()
                wait_for_the_end()

    def show_refusal(self, case: Production) -> None:
        """The case's release is refused; say why."""
        try:
            issue_release(case, by=None, now=timezone.now())
        except Refusal as refusal:
            self.stdout.write(f"Releasing “{CASE}” is refused:")
            for reason in refusal.reasons:
                self.stdout.write(f"  {reason}")

    def export_all(self, productions: list[Production]) -> Iterator[tuple[str, Export]]:
        """Ask for every format of every roll, then wait for the workers."""
        wanted = [
            (name, self.request(production, release, code))
            for name, production, release in self.rolls(productions)
            for code in ExportFormat.values
            if code not in HEAVY_FORMATS or production == productions[0]
        ]
        for name, export in wanted:
            deadline = time.monotonic() + EXPORT_TIMEOUT_SECONDS
            while export.state in OPEN_EXPORT_STATES:
                if time.monotonic() > deadline:
                    raise CommandError(
                        f"The workers did not finish {name} in {EXPORT_TIMEOUT_SECONDS} seconds."
                    )
                time.sleep(0.1)
                export.refresh_from_db()
            yield name, export

    def rolls(self, productions: list[Production]) -> Iterator[tuple[str, Production, Release | None]]:
        """The working roll of the case, the latest release of every other production and episode."""
        for production in productions:
            names = {"犬と少年": "the-dog-and-the-boy", "Big Buck Bunny": "big-buck-bunny"}
            name = names.get(production.title, "the-stardust-post-office")
            issued = list(production.releases.without_document().order_by("episode__sort_key", "number"))
            if not issued:
                yield name, production, None
            for release in issued:
                episode = f"-{release.episode.number}" if release.episode else ""
                yield name + episode, production, release

    def request(self, production: Production, release: Release | None, code: str) -> Export:
        quick = (
            None
            if not WRITERS[code].on_screen
            else FEW_FRAMES_DELIVERY
            if code in HEAVY_FORMATS
            else QUICK_DELIVERY
        )
        return request_export(
            production, release=release, format=code, delivery=quick, by=None, now=timezone.now()
        )

    def deliver(self, name: str, export: Export) -> None:
        """Copy the file to the exports folder and print its line.

        What is for a screen keeps the name that time lines call it by, in a folder of its roll.
        """
        if export.state != ExportState.DONE:
            raise CommandError(f"{name}.{export.format} failed: {export.told_error}")
        writer, folder = WRITERS[export.format], Path(settings.DATA_DIR) / "exports"
        path = (
            folder / name / get_export_filename(export)
            if writer.on_screen
            else folder / f"{name}.{writer.suffix}"
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(get_export_path(export), path)
        shown = path.relative_to(settings.BASE_DIR) if path.is_relative_to(settings.BASE_DIR) else path
        self.stdout.write(f"{shown}  {export.size}  {export.digest}")

    def admin_password(self) -> str:
        """A new random password for the account `admin`."""
        password = secrets.token_urlsafe(12)
        now = timezone.now()
        user = User.objects.filter(username="admin").first()
        if user is None:
            create_user(
                username="admin", password=password, is_staff=True, is_superuser=True, by=None, now=now
            )
        else:
            set_password(user, password=password, by=None, now=now)
        return password
