"""What every command about one roll asks for."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError

from productions.catalogue.services.editions import KnownEditions
from productions.models import Episode, Production
from productions.rollkit.screen_spec import MASTER_FORMATS, RASTERS
from productions.rollkit.timing import FRAME_RATES
from productions.shared.choices import RollLanguage
from productions.shared.site_languages import WORK_LANGUAGE

SCREEN_OPTIONS = ("template", "raster", "rate", "px", "seconds", "drop", "burn_in", "places", "fonts")


def add_roll_arguments(parser: ArgumentParser) -> None:
    """Which roll, in which language and fonts."""
    parser.add_argument("production", type=UUID, help="uid of the production")
    parser.add_argument("--episode", default="", help="number of an episode")
    parser.add_argument(
        "--edition", default="", help="code or label of an edition; without it what all share"
    )
    parser.add_argument("--language", default=WORK_LANGUAGE, choices=RollLanguage.values)
    parser.add_argument(
        "--font",
        action="append",
        dest="fonts",
        metavar="FAMILY",
        help="family of a font, first choice first; again for each fallback",
    )


def add_screen_arguments(parser: ArgumentParser) -> None:
    """On which screen, in which look."""
    parser.add_argument("--template", help="name of a template, the production's own or a shipped one")
    usual = ", ".join(map(str, RASTERS))
    parser.add_argument("--raster", help=f"pixels of the screen: {usual}, or a width and height of your own")
    parser.add_argument("--rate", choices=[str(rate) for rate in FRAME_RATES], help="frames a second")
    parser.add_argument("--px", type=int, help="whole pixels that the roll moves a frame")
    parser.add_argument("--seconds", help="running time that is locked, as 90 or 89.5")
    parser.add_argument("--drop", action="store_true", default=None, help="drop-frame timecode")
    parser.add_argument(
        "--burn-in", action="store_true", default=None, help="show the timecode in the picture"
    )
    parser.add_argument("--places", choices=MASTER_FORMATS, help="the master that a time line places")


def read_screen_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """The delivery that the options ask for: what was not given is as usual."""
    return {name: options[name] for name in SCREEN_OPTIONS if options[name] is not None}


def find_named_edition(production: Production, text: str) -> str:
    """The code of an edition. Raises CommandError where the production has none of this code or label."""
    known = KnownEditions(production)
    code = known.resolve(text)
    if problem := known.find_problem(code):
        raise CommandError(problem)
    return code


def find_named_roll(options: Mapping[str, Any]) -> tuple[Production, Episode | None, str]:
    """The production, the episode and the code of the edition that were named. Raises CommandError where one is not there."""
    production, episode = find_named_part(options)
    return production, episode, find_named_edition(production, options["edition"])


def find_named_part(options: Mapping[str, Any]) -> tuple[Production, Episode | None]:
    """The production and the episode that were named. Raises CommandError where one is not there."""
    production = Production.objects.live().filter(uid=options["production"]).first()
    if production is None:
        raise CommandError(f"There is no production {options['production']}.")
    if not options["episode"]:
        return production, None
    episode = production.episodes.live().filter(number=options["episode"]).first()
    if episode is None:
        raise CommandError(f"“{production}” has no episode {options['episode']}.")
    return production, episode
