"""`manage.py site`: a registry of one's own, empty at first, which stays; with its first account, workers and pages."""

import secrets
import sys
from argparse import ArgumentParser
from contextlib import suppress
from getpass import getpass
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from productions.accounts.services.accounts import create_user
from productions.management.serving import make_address, require_free_port, run_site
from productions.management.supervisor import (
    listen_for_the_end,
    run_supervised_workers,
    wait_for_the_end,
)
from productions.models import User
from productions.shared.refusals import Refusal

USUAL_NAME = "admin"
"""The first account where nobody says another name."""


class Command(BaseCommand):
    help = "Prepare a registry of your own, make its first account, and serve it until Ctrl-C. What it holds stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="stop after the first account")

    def handle(self, *args: Any, **options: Any) -> None:
        serve, port = not options["no_serve"], options["port"]
        listen_for_the_end()
        if serve:
            require_free_port(port, target="site")
        with suppress(KeyboardInterrupt):
            self.stdout.write(f"Preparing the database in {settings.DATA_DIR} …")
            call_command("migrate", verbosity=0)
            self.make_first_account()
            if not serve:
                return
            with run_supervised_workers(), run_site(port):
                self.stdout.write(f"Site: {make_address(port)}/admin/  – stop with Ctrl-C")
                self.stdout.flush()
                wait_for_the_end()

    def make_first_account(self) -> None:
        """A superuser, where there is none: by what a person types, or with a password of chance that is said once."""
        if User.objects.filter(is_superuser=True, is_active=True).exists():
            return
        if sys.stdin.isatty():
            self.ask_for_account()
            return
        password = secrets.token_urlsafe(12)
        self.create_superuser(USUAL_NAME, password)
        self.stdout.write(
            f"First account: user {USUAL_NAME}  password {password}  (said this once; change it after you signed in)"
        )

    def ask_for_account(self) -> None:
        """Ask on the terminal until a name and a password are taken."""
        self.stdout.write("This registry has no account yet. Its first one may do everything.")
        while True:
            name = input(f"User name [{USUAL_NAME}]: ").strip() or USUAL_NAME
            password = getpass("Password (12 characters or more): ")
            if getpass("The password again: ") != password:
                self.stderr.write("The two are not the same; once more.")
                continue
            try:
                self.create_superuser(name, password)
            except Refusal as refusal:
                self.stderr.write("\n".join(refusal.reasons))
            else:
                return

    def create_superuser(self, name: str, password: str) -> None:
        if User.objects.filter(username=name).exists():
            raise CommandError(
                f"There is an account “{name}” already, which may not do everything; "
                "`manage.py createsuperuser` makes one of another name."
            )
        create_user(
            username=name,
            password=password,
            is_staff=True,
            is_superuser=True,
            by=None,
            now=timezone.now(),
        )
