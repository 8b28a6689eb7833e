"""`manage.py check_roll PRODUCTION`: what to look at before the roll of the working record is made."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from productions.domain.fonts import fonts_for
from productions.domain.gather import working_document
from productions.management.database import require_tables
from productions.models import Production
from productions.refusals import Refusal
from productions.roll.fonts import MissingGlyphs, require_glyphs
from productions.roll.notes import names_of, notes_of
from productions.vocabulary import Edition, RollLanguage


class Command(BaseCommand):
    help = "List names that look alike and characters that a fallback font sets; fail where no font can print one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("production", type=UUID, help="uid of the production")
        parser.add_argument("--episode", default="", help="number of an episode")
        parser.add_argument("--edition", default="", choices=["", *Edition.values])
        parser.add_argument(
            "--font",
            action="append",
            dest="fonts",
            default=[],
            metavar="FAMILY",
            help="family of a font, first choice first; again for each fallback",
        )
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
        try:
            borrowed = require_glyphs(names_of(document), fonts_for(production, options["fonts"]))
        except Refusal as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal
        except MissingGlyphs as error:
            self.tell(notes_of(document, lang=options["language"]))
            raise CommandError(error.told) from error
        self.tell(notes_of(document, lang=options["language"], borrowed=borrowed))

    def tell(self, notes: Iterable[str]) -> None:
        for note in notes:
            self.stdout.write(note)
