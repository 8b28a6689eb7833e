"""`manage.py check_roll PRODUCTION`: what to look at before the roll of the working record is made."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from productions.management.database import require_migrated_database
from productions.management.rolls import (
    add_roll_arguments,
    add_screen_arguments,
    find_named_edition,
    find_named_part,
    read_screen_options,
)
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.roll_requests import find_roll_files, resolve_delivery
from productions.rollkit.errors import RollRefused
from productions.rollkit.fonts.font_set import require_glyphs
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.texts.review_notes import iter_printed_texts, list_review_notes
from productions.shared.refusals import READER_LANGUAGE, Refusal


class Command(BaseCommand):
    help = "List names that look alike and characters that a fallback font sets; fail where the roll cannot be made as asked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_roll_arguments(parser)
        add_screen_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrated_database()
        production, episode = find_named_part(options)
        edition = find_named_edition(production, options["edition"])
        language = options["language"]
        document = build_working_document(production=production, episode=episode, edition=edition)
        try:
            delivery = resolve_delivery(production, read_screen_options(options))
            fonts, logos = find_roll_files(production, edition, delivery)
            borrowed = require_glyphs(iter_printed_texts(document), fonts)
            reel = build_reel(document, delivery, lang=language, fonts=fonts, logos=logos)
        except Refusal as refusal:
            raise CommandError("\n".join(refusal.reasons)) from refusal
        except RollRefused as error:
            self.tell(list_review_notes(document, lang=language))
            raise CommandError(" ".join(error.said(READER_LANGUAGE))) from error
        self.tell(
            list_review_notes(
                document, lang=language, borrowed=borrowed, dark=reel.dark_logos, light=reel.light_logos
            )
        )

    def tell(self, notes: Iterable[str]) -> None:
        for note in notes:
            self.stdout.write(note)
