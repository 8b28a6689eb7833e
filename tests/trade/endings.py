"""Endings as a studio enters them: a production, what stands beside its sheet, the sheet, and the roll that is issued."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, add_title, create_production
from productions.credits.services.credits import confirm_credits
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Credit, Episode, Production
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.writers.as_txt import build_txt_lines
from productions.shared.choices import Visibility

FOLDER = Path(__file__).parent.parent / "data" / "endings"


@dataclass(frozen=True)
class Ending:
    """One ending: `sheet` is a file of FOLDER, `prepare` enters what the sheet refers to, `finish` what it cannot say."""

    sheet: str
    title: str
    title_en: str
    kind: str = "series"
    episodes: Sequence[str] = ()
    cuts: int = 0
    edition: str = ""
    edition_word: str = ""
    """The edition in the words of the sheet."""
    withheld: Sequence[str] = ()
    """Names of the sheet that are not printed, by the wish of their people."""
    prepare: Callable[[Production, datetime], None] = lambda _production, _now: None
    finish: Callable[[Production, datetime], None] = lambda _production, _now: None

    @property
    def name(self) -> str:
        return self.sheet.partition(".")[0]


def enter_ending(ending: Ending, now: datetime) -> Production:
    """The ending on record, confirmed and public, entered as its studio would."""
    production = enter_production(ending, now)
    ending.prepare(production, now)
    data = (FOLDER / ending.sheet).read_bytes()
    import_credit_sheet(production, data, filename=ending.sheet, by=None, now=now)
    ending.finish(production, now)
    confirm_credits(Credit.objects.current().filter(production=production), by=None, now=now)
    return production


def enter_production(ending: Ending, now: datetime) -> Production:
    """The ending's production with its episodes and cuts, and nobody credited."""
    production = create_production(
        title=ending.title, kind=ending.kind, year=2026, visibility=Visibility.PUBLIC, by=None, now=now
    )
    add_title(production, text=ending.title_en, kind="english", by=None, now=now)
    for number in ending.episodes:
        add_episode(production, number=number, by=None, now=now)
    if ending.cuts:
        numbers = [{"number": f"{number:03d}"} for number in range(1, ending.cuts + 1)]
        add_cuts(production, numbers, episode=find_episode(production), by=None, now=now)
    return production


def find_episode(production: Production) -> Episode | None:
    """The first one, which the roll is of; None for a film."""
    return production.episodes.live().in_order().first()


def print_ending(
    production: Production, lang: str, *, episode: Episode | None, edition: str = ""
) -> list[str]:
    """The lines of the roll as text, without its title, its notices and where it comes from."""
    document = build_working_document(production=production, episode=episode, edition=edition)
    lines = list(build_txt_lines(document, lang, ()))
    sections = (place for place, line in enumerate(lines) if line.startswith("== "))
    first = next(sections, len(lines))
    last = max(place for place, line in enumerate(lines) if line == "")
    return lines[first:last]
