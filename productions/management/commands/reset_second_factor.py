"""`manage.py reset_second_factor NAME --reason …`: for who lost their device and their recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from productions.accounts.services.sign_ins import reset_second_factor
from productions.management.database import WholeCommand
from productions.models import User
from productions.shared.refusals import Refusal


class Command(WholeCommand):
    help = (
        "Take an account's second factors and recovery codes away, and end its sessions. The ledger says so."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--reason", required=True, help="how you know that it is them; the ledger keeps it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no account {options['username']}.")
        try:
            reset_second_factor(user, by=None, now=timezone.now(), reason=options["reason"])
        except Refusal as refusal:
            raise CommandError(" ".join(refusal.reasons)) from refusal
        self.stdout.write(
            f"{user} signs in with the password alone, and sets up another second factor where one is required."
        )
