"""Differences between rolls, by person: an issue and the one before, any two issues, the working copy and the last."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.editions import require_edition
from productions.releases.models.releases import Release
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.release_readings import load_named_people_of
from productions.releases.services.renditions import get_rendition
from productions.rollkit.document.errata import NameWishes, compare_people, list_errata
from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.document.work import Erratum
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User
from productions.wishes.services import read_wishes_for_errata


@dataclass(frozen=True, slots=True)
class Difference:
    """What `release`, or the working copy where it is None, has since `since`; None: since nothing was issued.

    `digest` is the SHA-256 of the newer document, empty where that is not published. `changes` are in the order of the newer roll, who was removed
    last. `same` says that the whole content is the same, people or not.
    """

    since: Release | None
    release: Release | None
    digest: str
    changes: tuple[Erratum, ...]
    same: bool

    def of_kind(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)


def find_difference(
    production: Production,
    *,
    by: User | None,
    release: Release | None = None,
    since: Release | None = None,
    episode: Episode | None = None,
    edition: str = "",
) -> Difference:
    """The difference of `release`, or of the working copy of a part (editors only), to `since`.

    Usually that is the issue before, or the last one. Who may read the issues is the caller's question, as with
    every released document. Raises NotAllowed, Refusal, NotNow.
    """
    for issue in (release, since):
        if issue is not None and issue.production_id != production.pk:
            raise Refusal(_("The release belongs to another production."))
    if release is not None:
        line = Release.objects.of(production=production, episode=release.episode, edition=release.edition)
        since = since or line.without_document().filter(number__lt=release.number).last()
        shown = get_rendition(release, "digest").digest
        if since is None:
            return Difference(None, release, shown, (), same=False)
        changes, same = compare_issues(since, release, read_wishes_for_errata(production))
        return Difference(since, release, shown, changes, same)
    access.require_level(by, production, MembershipLevel.EDITOR)
    if episode is not None and episode.production_id != production.pk:
        raise Refusal(fields={"episode": [_("Episode %s belongs to another production.") % episode]})
    require_edition(production, edition)
    if since is None:
        since = Release.objects.of(production=production, episode=episode, edition=edition).last()
    copy = build_working_document(production=production, episode=episode, edition=edition)
    return compare_working_copy(production, since, copy)


def compare_working_copy(production: Production, since: Release | None, copy: RollDocument) -> Difference:
    """What a working copy of the production has since an issue of the same part."""
    if since is None:
        return Difference(None, None, copy.digest, (), same=False)
    before = read_document(since.document)
    changes = list_errata(before, copy, read_wishes_for_errata(production))
    return Difference(since, None, copy.digest, changes, has_same_content(before, copy))


def compare_issues(since: Release, release: Release, wishes: NameWishes) -> tuple[tuple[Erratum, ...], bool]:
    """What changed between two issues, naming nobody who withheld their name since, and whether their content is the same."""
    before, after = load_named_people_of([since, release])
    return compare_people(before.people, after.people, wishes), before.content == after.content


def has_same_content(before: RollDocument, after: RollDocument) -> bool:
    """Whether two documents differ in nothing but their issue."""
    return before.content == after.content
