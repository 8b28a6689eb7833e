"""`manage.py check_roll PRODUCTION`: what to look at before the roll of the working record is made."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from productions.management.database import require_migrated_database
from productions.management.rolls import (
    add_roll_arguments,
    add_screen_arguments,
    find_named_roll,
    read_screen_options,
)
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.preview import get_preview
from productions.releases.services.roll_refusals import RollRefusal
from productions.releases.services.roll_requests import RollRequest
from productions.rollkit.errors import RollRefused
from productions.rollkit.fittings import LineTooWide, require_fitting_lines
from productions.rollkit.fonts.font_set import require_glyphs
from productions.rollkit.texts.review_notes import iter_printed_texts, list_review_notes
from productions.shared.refusals import Refusal
from productions.studio_files.services.fonts import find_fonts


class Command(BaseCommand):
    help = "List names that look alike, what a fallback font sets and what was done to long names; fail where the roll cannot be made as asked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_roll_arguments(parser)
        add_screen_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        require_migrated_database()
        production, episode, edition = find_named_roll(options)
        language = options["language"]
        document = build_working_document(production=production, episode=episode, edition=edition)
        asked = read_screen_options(options)
        wanted = RollRequest(production, episode=episode, edition=edition, language=language, delivery=asked)
        try:
            require_glyphs(iter_printed_texts(document), find_fonts(production, options["fonts"] or ()))
            if not document.departments:
                return
            shown = get_preview(wanted, by=None)
            self.tell(shown.notes)
            require_fitting_lines(shown.reel.fittings)
        except Refusal as refusal:
            self.tell(list_review_notes(document, lang=language))
            raise CommandError("\n".join(refusal.reasons)) from refusal
        except RollRefused as error:
            if not isinstance(error, LineTooWide):
                self.tell(list_review_notes(document, lang=language))
            raise CommandError("\n".join(write_refusal_with_credits(RollRefusal(error)))) from error

    def tell(self, notes: Iterable[str]) -> None:
        for note in notes:
            self.stdout.write(note)


def write_refusal_with_credits(refusal: RollRefusal) -> Iterator[str]:
    """Each sentence, with the credits that it is about."""
    for sentence in refusal.reasons:
        uids = ", ".join(refusal.credits.get(sentence, ()))
        yield f"{sentence} (credit {uids})" if uids else sentence
