"""`manage.py check_roll PRODUCTION`: what to look at before the roll of the working record is made."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from productions.domain.gather import working_document
from productions.management.database import require_tables
from productions.models import Production
from productions.roll.fonts import MissingGlyphs, require_glyphs
from productions.roll.notes import names_of, notes_of
from productions.vocabulary import Edition, RollLanguage


class Command(BaseCommand):
    help = "List names that look alike; fail where the fonts cannot print one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("production", type=UUID, help="uid of the production")
        parser.add_argument("--episode", default="", help="number of an episode")
        parser.add_argument("--edition", default="", choices=["", *Edition.values])
        parser.add_argument("--language", default="ja", choices=RollLanguage.values)

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        production = Production.objects.live().filter(uid=options["production"]).first()
        if production is None:
            raise CommandError(f"There is no production {options['production']}.")
        episode = None
        if options["episode"]:
            episode = production.episodes.live().filter(number=options["episode"]).first()
            if episode is None:
                raise CommandError(f"“{production}” has no episode {options['episode']}.")
        document = working_document(production=production, episode=episode, edition=options["edition"])
        for note in notes_of(document, lang=options["language"]):
            self.stdout.write(note)
        try:
            require_glyphs(names_of(document))
        except MissingGlyphs as error:
            raise CommandError(error.told) from error
