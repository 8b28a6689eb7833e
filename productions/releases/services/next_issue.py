"""What the next issue of a part would be, before anybody issues it: what is in it, what changed, and what stands in its way."""

from dataclasses import dataclass

from django.db.models import Q

from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.editions import require_edition
from productions.coverage.services.coverage import RoleCoverage, measure_coverage
from productions.credits.models.credits import Credit
from productions.credits.queries.credits import excepts, holds_in
from productions.ledger.models import Event
from productions.releases.models.releases import Release
from productions.releases.services.blockers import Blocker, describe_unchanged, list_blockers
from productions.releases.services.differences import Difference, compare_working_copy
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.document.model import RollDocument
from productions.shared.choices import MembershipLevel
from productions.users import access
from productions.users.models import User


@dataclass(frozen=True, slots=True)
class NextIssue:
    """`copy` is the working copy, drafts included. `incomplete` are the required roles that have places without a person."""

    number: int
    copy: RollDocument
    difference: Difference
    blockers: tuple[Blocker, ...]
    incomplete: tuple[RoleCoverage, ...]

    @property
    def digest(self) -> str:
        return self.difference.digest


def describe_next_issue(
    production: Production, *, episode: Episode | None, edition: str, by: User | None
) -> NextIssue:
    """The next issue of a part as the record is now. Raises NotAllowed for those who may not see the working copy, and Refusal."""
    access.require_level(by, production, MembershipLevel.EDITOR)
    require_edition(production, edition)
    since = Release.objects.of(production=production, episode=episode, edition=edition).last()
    copy = build_working_document(production=production, episode=episode, edition=edition)
    difference = compare_working_copy(production, since, copy)
    blockers = list_blockers(production, episode=episode, edition=edition)
    if since is not None and difference.same and not blockers:
        blockers.append(describe_unchanged(since))
    covered = measure_coverage(production=production, episode=episode, edition=edition)
    return NextIssue(
        number=since.number + 1 if since else 1,
        copy=copy,
        difference=difference,
        blockers=tuple(blockers),
        incomplete=tuple(role for role in covered.roles if role.required and role.named < role.places),
    )


def count_changed_credits(since: Release) -> int:
    """How many credits of the part were entered, changed or removed since an issue of it, or hold there no more. One query of the ledger."""
    credits = Credit.objects.filter(
        production=since.production_id, edition__in=sorted({"", since.edition})
    ).order_by()
    if since.episode is not None:
        credits = credits.filter(holds_in(since.episode) | excepts(since.episode))
    events = Event.objects.filter(
        Q(entity_uid__in=credits.values("uid")) | moved_away(since),
        production=since.production_id,
        entity_type=Credit._meta.model_name,
        at__gt=since.issued_at,
    )
    return events.order_by().values("entity_uid").distinct().count()


def moved_away(since: Release) -> Q:
    """Events by which a credit may have left the part: its episode, the end of a range that begins before, or its edition was another one.

    The event that enters a credit has its production, and is none of them.
    """
    left = Q(changes__edition__0__in=sorted({"", since.edition}))
    if (episode := since.episode) is not None:
        left |= Q(changes__episode__0=str(episode.uid)) | Q(changes__episode__0=None)
        begun = Credit.objects.filter(episode__sort_key__lte=episode.sort_key, production=since.production_id)
        left |= Q(changes__has_key="last_episode", entity_uid__in=begun.order_by().values("uid"))
    return left & ~Q(changes__has_key="production")
