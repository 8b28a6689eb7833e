"""What a new site's first user does first, and how far they are; and whom somebody asks who belongs to no production yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Subquery
from django.utils.http import urlencode
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
    """A step: what it is called, where it is done, and which column of `annotate_progress` says that it is (`<code>_done`).

    `page` is the name of an address in the admin, which takes the production's key in its path, or as `production=` in a form,
    and after it what `asks` names: the one episode that is worked on, or the newest issue. What `can_wait` is never next.
    """

    code: str
    label: _StrPromise
    help: _StrPromise
    page: str
    level: MembershipLevel = MembershipLevel.EDITOR
    in_path: bool = True
    asks: tuple[str, ...] = ()
    can_wait: bool = False
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
        gettext_lazy("They get a link, and see this production alone. This can wait."),
        "productions_invitation_add",
        level=MembershipLevel.APPROVER,
        in_path=False,
        can_wait=True,
    ),
    StepKind(
        "confirmed",
        gettext_lazy("Confirm the names"),
        gettext_lazy("What is entered is a draft until the studio stands by it."),
        "productions_production_confirm",
        asks=("episode",),
    ),
    StepKind(
        "released",
        gettext_lazy("Issue the credits"),
        gettext_lazy("The confirmed credits become issue 1, which never changes."),
        "productions_production_issue",
        level=MembershipLevel.APPROVER,
        asks=("episode",),
    ),
    StepKind(
        "exported",
        gettext_lazy("Export the roll"),
        gettext_lazy("As a document, a sheet, pages for the screen, or a film."),
        "productions_production_export",
        asks=("episode", "release"),
    ),
)


@dataclass(frozen=True, slots=True)
class FirstStep:
    """A step of one production: whether it is done, whether it is the next one, and whether the user may do it."""

    kind: StepKind
    is_done: bool
    is_next: bool
    is_open: bool
    query: str = ""


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


def choose_first_steps(user: User, listed: Sequence[Any]) -> FirstSteps | None:
    """The steps of the newest of these productions, which are all that the user sees, with their progress; without any, how
    the first one is made. None for whoever is past them."""
    if not listed:
        may_create = access.may_create_production(user)
        return FirstSteps(None, may_create=may_create, contact=settings.SITE_CONTACT)
    if len(listed) > MAX_FIRST_PRODUCTIONS or any(map(is_past_steps, listed)):
        return None
    return build_steps(user, max(listed, key=lambda production: production.pk))


def describe_first_steps(user: User, production: Production) -> FirstSteps | None:
    """The steps of a production, which is past them with its first issue and export. At most two queries."""
    found = annotate_progress(Production.objects.filter(pk=production.pk), user).first()
    return build_steps(user, found) if found and not is_past_steps(found) else None


def annotate_progress(productions: Any, user: User) -> Any:
    """Productions with what is there of each, in columns named as the steps are, and with what their addresses ask for."""
    own = {"production": OuterRef("pk")}
    credits = Credit.objects.current().filter(**own)
    others = Membership.objects.live().filter(**own).exclude(user=user)
    releases = Release.objects.filter(**own)
    return productions.annotate(
        episodes_done=Exists(Episode.objects.live().filter(**own)),
        credits_done=Exists(credits) | Exists(Cut.objects.live().filter(**own)),
        members_done=Exists(others),
        invited_done=Exists(Invitation.objects.filter(**own)),
        confirmed_done=Exists(credits) & ~Exists(credits.filter(state=CreditState.DRAFT)),
        released_done=Exists(releases),
        exported_done=Exists(Export.objects.filter(state=ExportState.DONE, **own)),
        some_episode=Subquery(credits.order_by().values("episode")[:1]),
        newest_release=Subquery(releases.order_by("-pk").values("pk")[:1]),
    ).annotate(has_more_episodes=Exists(credits.exclude(episode=OuterRef("some_episode"))))


def is_past_steps(production: Any) -> bool:
    return bool(production.released_done and production.exported_done)


def build_steps(user: User, production: Any) -> FirstSteps | None:
    """The steps for a user who may do some of them; None for a viewer, who can do nothing about them."""
    if not access.may_act(user, production, MembershipLevel.EDITOR):
        return None
    is_approver = access.may_act(user, production, MembershipLevel.APPROVER)
    episode = None if production.has_more_episodes else production.some_episode
    asked = {"episode": episode, "release": production.newest_release}
    steps: list[FirstStep] = []
    for kind in STEPS:
        if kind.code == "episodes" and production.kind not in SERIAL_KINDS:
            continue
        is_done = bool(getattr(production, f"{kind.code}_done"))
        if kind.code == "members" and is_approver:
            is_done = is_done or production.invited_done  # who is invited is the approvers' to know
        is_open = is_approver or kind.level != MembershipLevel.APPROVER
        can_be_next = is_open and not kind.can_wait and not any(step.is_next for step in steps)
        query = urlencode({name: asked[name] for name in kind.asks if asked[name]})
        steps.append(FirstStep(kind, is_done, can_be_next and not is_done, is_open, query))
    return FirstSteps(production, tuple(steps))
