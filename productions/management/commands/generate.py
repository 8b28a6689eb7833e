"""`manage.py generate --credits N`: fill an empty database with invented data for benchmarks."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from productions.management.database import require_migrated_database
from productions.management.generated import SPECIAL
from productions.management.generated_series import RegistryGenerator
from productions.models import Production
from productions.releases.services.releases import issue_release

MARKS = ("bench", "test")


class Command(BaseCommand):
    help = "Fill an empty database whose name has “bench” in it with invented works, people and credits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--credits", type=int, default=100_000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrated_database()
        name = str(connection.settings_dict["NAME"])
        if not any(mark in name for mark in MARKS):
            raise CommandError(
                f"{name} may be a real registry; give DATABASE_URL a database with “bench” in its name."
            )
        if Production.objects.exists():
            raise CommandError(f"{name} has productions already; make a new database.")
        with tqdm(total=options["credits"], unit=" credits", disable=None) as bar:
            generator = RegistryGenerator(options["credits"], seed=options["seed"], note=bar.update)
            generator.run()
        for size in SPECIAL:
            for production in Production.objects.filter(title=f"見本 {size}"):
                issue_release(production, by=None, now=timezone.now())
        for model, table in generator.tables.items():
            self.stdout.write(f"{model._meta.verbose_name_plural}: {table.last}")
