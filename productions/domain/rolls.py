"""Which roll is wanted, and on which screen: what exports, previews and approvals begin with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from productions import access
from productions.domain.gather import working_document
from productions.domain.roll_templates import template_named
from productions.models import Episode, Production, Release, User
from productions.refusals import Refusal
from productions.roll.delivery import Delivery, delivery_from
from productions.roll.refused import RollRefused
from productions.vocabulary import MembershipLevel


@dataclass(frozen=True, slots=True)
class Wanted:
    """A release, or the working copy of a part; `delivery` are plain values, what is absent is as usual."""

    production: Production
    episode: Episode | None = None
    edition: str = ""
    release: Release | None = None
    language: str = "ja"
    delivery: Mapping[str, Any] = field(default_factory=dict)

    def require(self, by: User | None) -> None:
        """Viewers see releases, editors the working copy. Raises NotAllowed."""
        level = MembershipLevel.VIEWER if self.release else MembershipLevel.EDITOR
        access.require(by, self.production, level)


def document_of(
    production: Production, *, episode: Episode | None, edition: str, release: Release | None
) -> str:
    """The canonical JSON of a release, or of the working copy as it is now. Raises Refusal."""
    if release is not None:
        if release.production_id != production.pk:
            raise Refusal(fields={"release": [_("The release is not of this production.")]})
        return release.document
    if episode is not None and episode.production_id != production.pk:
        raise Refusal(fields={"episode": [_("Episode %s is not of this production.") % episode]})
    copy = working_document(production=production, episode=episode, edition=edition)
    if not copy.departments:
        raise Refusal(_("There are no credits to export yet."))
    return copy.to_bytes().decode()


def delivery_of(production: Production, asked: Mapping[str, Any]) -> Delivery:
    """The whole delivery of what was asked; the rate is the production's where none is. Raises Refusal."""
    usual = {"rate": str(Fraction(production.fps_num, production.fps_den))}
    values = {**usual, **asked}
    if "template" in values:
        values["template"] = template_named(production, values["template"])
    try:
        return delivery_from(values)
    except RollRefused as error:
        raise Refusal(fields={"delivery": [error.told]}) from error
