"""What a new site's first user does first, and how far they are; and whom somebody asks who belongs to no production yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy

from productions.accounts.models.invitations import Invitation
from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.memberships import Membership
from productions.catalogue.models.works import Episode, Production
from productions.credits.models.credits import Credit
from productions.exports.models import Export
from productions.releases.models.releases import Release
from productions.shared.choices import CreditState, ExportState, MembershipLevel, ProductionKind
from productions.users import access

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from productions.users.models import User

MAX_FIRST_PRODUCTIONS = 3
"""Whoever sees more of them than these is past the first steps, whatever the productions hold."""
SERIAL_KINDS = frozenset({ProductionKind.SERIES})
"""Works that have episodes."""


@dataclass(frozen=True, slots=True)
class StepKind:
    """A step: what it is called, where it is done, and what `Production` columns of `read_progress` say that it is.

    `page` is the name of an address in the admin, which takes the production's key in its path, or as `production=` in a form.
    """

    code: str
    label: _StrPromise
    help: _StrPromise
    page: str
    level: MembershipLevel = MembershipLevel.EDITOR
    in_path: bool = True
    also: str = ""
    also_label: _StrPromise | str = ""


STEPS = (
    StepKind(
        "episodes",
        gettext_lazy("Say which episodes there are"),
        gettext_lazy("A range such as 1–12 makes all of them at once."),
        "productions_production_episode_range",
    ),
    StepKind(
        "credits",
        gettext_lazy("Bring your sheet"),
        gettext_lazy(
            "A credit sheet, a list of cuts or an ending as text, as it is. You see what would be entered first."
        ),
        "productions_production_import",
        also="productions_production_cut_sheet",
        also_label=gettext_lazy("or type it: cut sheet"),
    ),
    StepKind(
        "members",
        gettext_lazy("Invite who works with you"),
        gettext_lazy("They get a link, and see this production alone."),
        "productions_invitation_add",
        level=MembershipLevel.APPROVER,
        in_path=False,
    ),
    StepKind(
        "confirmed",
        gettext_lazy("Confirm the names"),
        gettext_lazy("What is entered is a draft until the studio stands by it."),
        "productions_production_confirm",
    ),
    StepKind(
        "released",
        gettext_lazy("Issue the credits"),
        gettext_lazy("The confirmed credits become issue 1, which never changes."),
        "productions_production_issue",
        level=MembershipLevel.APPROVER,
    ),
    StepKind(
        "exported",
        gettext_lazy("Export the roll"),
        gettext_lazy("As a document, a sheet, pages for the screen, or a film."),
        "productions_production_export",
    ),
)


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A step of one production: whether it is done, whether it is the next one, and whether the user may do it."""

    kind: StepKind
    is_done: bool
    is_next: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What the page shows. Without a production: how the first one is made, or whom to ask."""

    production: Production | None
    steps: tuple[FirstStep, ...] = ()
    may_create: bool = False
    contact: str = ""

    @property
    def contact_label(self) -> str:
        return self.contact.removeprefix("mailto:").removeprefix("https://")


def describe_first_steps(user: User, production: Production | None = None) -> FirstSteps | None:
    """The steps of a production; without one, of the newest that the user sees. None for whoever is past them.

    A production is past them with its first issue and export. At most four queries.
    """
    if production is not None:
        found = read_progress(user, Production.objects.filter(pk=production.pk))
        return build_steps(user, found[0]) if found and not is_past_steps(found[0]) else None
    found = read_progress(user, Production.objects.visible_to(user).order_by("-pk"))
    if not found:
        may_create = access.may_create_production(user)
        return FirstSteps(None, may_create=may_create, contact=settings.SITE_CONTACT)
    if len(found) > MAX_FIRST_PRODUCTIONS or any(map(is_past_steps, found)):
        return None
    return build_steps(user, found[0])


def read_progress(user: User, productions: Any) -> list[Any]:
    """The first few productions with what is there of each, in columns named as the steps are. One query."""
    own = {"production": OuterRef("pk")}
    credits = Credit.objects.current().filter(**own)
    others = Membership.objects.live().filter(**own).exclude(user=user)
    return list(
        productions.annotate(
            episodes_done=Exists(Episode.objects.live().filter(**own)),
            credits_done=Exists(credits) | Exists(Cut.objects.live().filter(**own)),
            members_done=Exists(others),
            invited_done=Exists(Invitation.objects.filter(**own)),
            confirmed_done=Exists(credits) & ~Exists(credits.filter(state=CreditState.DRAFT)),
            released_done=Exists(Release.objects.filter(**own)),
            exported_done=Exists(Export.objects.filter(state=ExportState.DONE, **own)),
        )[: MAX_FIRST_PRODUCTIONS + 1]
    )


def is_past_steps(production: Any) -> bool:
    return bool(production.released_done and production.exported_done)


def build_steps(user: User, production: Any) -> FirstSteps | None:
    """The steps for a user who may do some of them; None for a viewer, who can do nothing about them."""
    if not access.may_act(user, production, MembershipLevel.EDITOR):
        return None
    is_approver = access.may_act(user, production, MembershipLevel.APPROVER)
    steps: list[FirstStep] = []
    for kind in STEPS:
        if kind.code == "episodes" and production.kind not in SERIAL_KINDS:
            continue
        is_done = bool(getattr(production, f"{kind.code}_done"))
        if kind.code == "members" and is_approver:
            is_done = is_done or production.invited_done  # who is invited is the approvers' to know
        is_open = is_approver or kind.level != MembershipLevel.APPROVER
        is_next = not is_done and is_open and not any(step.is_next for step in steps)
        steps.append(FirstStep(kind, is_done, is_next, is_open))
    return FirstSteps(production, tuple(steps))
