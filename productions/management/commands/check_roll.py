"""`manage.py check_roll PRODUCTION`: what to look at before the roll of the working record is made."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from productions.management.database import require_migrated_database
from productions.management.rolls import add_roll_arguments, find_named_edition, find_named_part
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.fonts.font_set import MissingGlyphs, require_glyphs
from productions.rollkit.texts.review_notes import iter_printed_texts, list_review_notes
from productions.shared.refusals import READER_LANGUAGE, Refusal
from productions.studio_files.services.fonts import find_fonts


class Command(BaseCommand):
    help = "List names that look alike and characters that a fallback font sets; fail where no font can print one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_roll_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrated_database()
        production, episode = find_named_part(options)
        edition = find_named_edition(production, options["edition"])
        document = build_working_document(production=production, episode=episode, edition=edition)
        try:
            borrowed = require_glyphs(
                iter_printed_texts(document), find_fonts(production, options["fonts"] or ())
            )
        except Refusal as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal
        except MissingGlyphs as error:
            self.tell(list_review_notes(document, lang=options["language"]))
            raise CommandError(" ".join(error.said(READER_LANGUAGE))) from error
        self.tell(list_review_notes(document, lang=options["language"], borrowed=borrowed))

    def tell(self, notes: Iterable[str]) -> None:
        for note in notes:
            self.stdout.write(note)
