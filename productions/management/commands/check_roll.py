"""`manage.py check_roll PRODUCTION`: what to look at before the roll of the working record is made."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from productions.domain.fonts import fonts_for
from productions.domain.gather import working_document
from productions.management.database import require_tables
from productions.management.rolls import add_roll_arguments, part_asked
from productions.refusals import READERS, Refusal
from productions.roll.fonts import MissingGlyphs, require_glyphs
from productions.roll.notes import names_of, notes_of


class Command(BaseCommand):
    help = "List names that look alike and characters that a fallback font sets; fail where no font can print one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_roll_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        require_tables()
        production, episode = part_asked(options)
        document = working_document(production=production, episode=episode, edition=options["edition"])
        try:
            borrowed = require_glyphs(names_of(document), fonts_for(production, options["fonts"] or ()))
        except Refusal as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal
        except MissingGlyphs as error:
            self.tell(notes_of(document, lang=options["language"]))
            raise CommandError(" ".join(error.said(READERS))) from error
        self.tell(notes_of(document, lang=options["language"], borrowed=borrowed))

    def tell(self, notes: Iterable[str]) -> None:
        for note in notes:
            self.stdout.write(note)
