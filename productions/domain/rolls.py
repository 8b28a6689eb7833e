"""Which roll is wanted, and on which screen: what exports, previews and approvals begin with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from productions import access
from productions.domain.fonts import fonts_for
from productions.domain.gather import working_document
from productions.domain.logos import logos_for
from productions.domain.renditions import rendition_of
from productions.domain.roll_templates import template_named
from productions.models import Episode, Production, Release, User
from productions.refusals import Refusal
from productions.roll.delivery import Delivery, delivery_from
from productions.roll.document import RollDocument
from productions.roll.fonts import Fonts
from productions.roll.logos import Logo
from productions.roll.refused import RollRefused
from productions.roll.screen.remembered import Remembered
from productions.roll.unsealing import from_bytes
from productions.vocabulary import MembershipLevel

ROWS = Remembered(30_000)
"""Rows of roles that are kept in this process, so that what did not change is not laid out again; most of a roll's."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A release, or the working copy of a part; `delivery` are plain values, what is absent is as usual."""

    production: Production
    episode: Episode | None = None
    edition: str = ""
    release: Release | None = None
    language: str = "ja"
    delivery: Mapping[str, Any] = field(default_factory=dict)

    @property
    def edition_shown(self) -> str:
        return self.release.edition if self.release else self.edition

    @property
    def release_key(self) -> int | None:
        """None: the working copy."""
        return self.release.pk if self.release else None

    def require(self, by: User | None) -> None:
        """Viewers see releases, editors the working copy. Raises NotAllowed."""
        level = MembershipLevel.VIEWER if self.release else MembershipLevel.EDITOR
        access.require(by, self.production, level)


def document_of(
    production: Production, *, episode: Episode | None, edition: str, release: Release | None
) -> str:
    """The sealed roll of a release, without the names withheld since, or of the working copy as it is now. Raises Refusal."""
    if release is not None:
        return rendition_of(issued(release, production)).document
    return working_copy(production, episode=episode, edition=edition).to_bytes().decode()


def roll_of(wanted: Wanted) -> tuple[str, Callable[[], RollDocument]]:
    """What tells the roll that is wanted from others, and what gives its document. Raises Refusal."""
    if wanted.release is not None:
        rendition = rendition_of(issued(wanted.release, wanted.production))
        return rendition.etag, partial(from_bytes, rendition.document)
    copy = working_copy(wanted.production, episode=wanted.episode, edition=wanted.edition)
    return copy.digest, lambda: copy


def issued(release: Release, production: Production) -> Release:
    """The release, where it is the production's. Raises Refusal."""
    if release.production_id != production.pk:
        raise Refusal(fields={"release": [_("The release is not of this production.")]})
    return release


def working_copy(production: Production, *, episode: Episode | None, edition: str) -> RollDocument:
    """The roll as it is now. Raises Refusal where it has nobody yet."""
    if episode is not None and episode.production_id != production.pk:
        raise Refusal(fields={"episode": [_("Episode %s is not of this production.") % episode]})
    copy = working_document(production=production, episode=episode, edition=edition)
    if not copy.departments:
        raise Refusal(_("There are no credits to export yet."))
    return copy


def made_with(production: Production, edition: str, delivery: Delivery) -> tuple[Fonts, tuple[Logo, ...]]:
    """The production's own files that a roll is made with: fonts, and the logos of the edition. Raises Refusal."""
    names = delivery.template.for_edition(edition).logos
    return fonts_for(production, delivery.families), logos_for(production, names)


def delivery_of(production: Production, asked: Mapping[str, Any]) -> Delivery:
    """The whole delivery of what was asked; the rate is the production's where none is. Raises Refusal."""
    usual = {"rate": str(Fraction(production.fps_num, production.fps_den))}
    values = {**usual, **asked}
    if "template" in values:
        values["template"] = template_named(production, values["template"])
    try:
        return delivery_from(values)
    except RollRefused as error:
        raise Refusal(fields={"delivery": error.sentences}) from error
