"""Which roll is wanted, and on which screen: what exports, previews and approvals begin with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.editions import find_own_edition, require_edition
from productions.releases.models.releases import Release
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.renditions import get_rendition
from productions.roll_templates.services import find_named_template
from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.errors import RollRefused
from productions.rollkit.fonts.font_set import FontSet
from productions.rollkit.images.logos import LogoFile
from productions.rollkit.layout.layout_cache import make_layout_cache
from productions.rollkit.layout.style import set_weights
from productions.rollkit.screen_spec import ScreenSpec, parse_screen_spec
from productions.rollkit.template.qr_addresses import DIGEST_PLACE, fill_addresses
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.shared.site_languages import WORK_LANGUAGE
from productions.studio_files.services.fonts import find_fonts
from productions.studio_files.services.logos import find_logos
from productions.users import access
from productions.users.models import User

LAYOUT_CACHE = make_layout_cache(30_000)
"""Rows of roles that are kept in this process, so that what did not change is not laid out again; most of a roll's."""


@dataclass(frozen=True, slots=True)
class RollRequest:
    """A release, or the working copy of a part; `delivery` are plain values, what is absent is as usual."""

    production: Production
    episode: Episode | None = None
    edition: str = ""
    release: Release | None = None
    language: str = WORK_LANGUAGE
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
        access.require_level(by, self.production, level)


def read_roll_document(
    production: Production, *, episode: Episode | None, edition: str, release: Release | None
) -> str:
    """The sealed roll of a release, without the names withheld since, or of the working copy as it is now. Raises Refusal."""
    if release is not None:
        return get_rendition(require_issue_of(release, production)).document
    return build_working_copy(production, episode=episode, edition=edition).to_bytes().decode()


def open_roll(wanted: RollRequest) -> tuple[str, Callable[[], RollDocument]]:
    """What tells the roll that is wanted from others, and what gives its document. Raises Refusal."""
    if wanted.release is not None:
        rendition = get_rendition(require_issue_of(wanted.release, wanted.production))
        return rendition.etag, partial(read_document, rendition.document)
    copy = build_working_copy(wanted.production, episode=wanted.episode, edition=wanted.edition)
    return copy.digest, lambda: copy


def require_issue_of(release: Release, production: Production) -> Release:
    """The release, where it is the production's. Raises Refusal."""
    if release.production_id != production.pk:
        raise Refusal(fields={"release": [_("The release belongs to another production.")]})
    return release


def build_working_copy(production: Production, *, episode: Episode | None, edition: str) -> RollDocument:
    """The roll as it is now. Raises Refusal where it has nobody yet."""
    if episode is not None and episode.production_id != production.pk:
        raise Refusal(fields={"episode": [_("Episode %s belongs to another production.") % episode]})
    require_edition(production, edition)
    copy = build_working_document(production=production, episode=episode, edition=edition)
    if not copy.departments:
        raise Refusal(_("There are no credits to export yet."))
    return copy


def find_roll_files(
    production: Production, edition: str, delivery: ScreenSpec
) -> tuple[FontSet, tuple[LogoFile, ...]]:
    """The production's own files that a roll is made with: fonts, and the logos of the edition. Raises Refusal."""
    own = find_own_edition(production, edition)
    names = delivery.template.for_edition(own.kind if own else edition).logos
    fonts = find_fonts(production, delivery.families)
    return set_weights(fonts, delivery.template), find_logos(production, names)


def resolve_delivery(production: Production, asked: Mapping[str, Any]) -> ScreenSpec:
    """The whole delivery of what was asked; the rate is the production's where none is. Raises Refusal."""
    usual = {"rate": str(Fraction(production.fps_num, production.fps_den))}
    values = {**usual, **asked}
    if "template" in values:
        values["template"] = find_named_template(production, values["template"])
    try:
        delivery = parse_screen_spec(values)
    except RollRefused as error:
        raise Refusal(fields={"delivery": error.sentences}) from error
    return address_codes(delivery)


def address_codes(delivery: ScreenSpec) -> ScreenSpec:
    """The delivery whose QR codes without an address lead to the issue on the public site; as it is where the site has no address."""
    if not settings.PUBLIC_URL:
        return delivery
    template = fill_addresses(delivery.template, f"{settings.PUBLIC_URL}/r/{DIGEST_PLACE}")
    return replace(delivery, template=template)
