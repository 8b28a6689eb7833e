"""What stands in the way of the next issue: asked by the verb that issues, and by the pages that people look at before."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.catalogue.models.works import Episode, Production
from productions.credits.models.credits import Credit
from productions.credits.services.withheld_names import (
    find_credits_saying,
    find_rights_saying,
    list_names_withheld_in,
)
from productions.releases.models.releases import Release
from productions.shared.choices import CreditState
from productions.shared.refusals import Refusal

MAX_SHOWN_CREDITS = 10
"""At most this many credits are listed one by one in a refusal."""
DRAFTS, NO_CREDITS, UNCHANGED = "drafts", "no_credits", "unchanged"
UNNAMED_AI, WITHHELD_NAMES = "unnamed_ai", "withheld_names"
"""The kinds of what stands in the way."""
LIFTED_BY_OVERRIDE, LIFTED_BY_CHECK = "override_reason", "names_checked"
"""The arguments of `issue_release` that lift one."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something for which no issue is made, told in `sentences`; `count` credits (and lines of rights) are concerned.

    `rule` is the id of the rule that says so, if any. `lifted_by` is the argument of `issue_release` that lifts it; empty: none does.
    """

    kind: str
    count: int
    sentences: tuple[str, ...]
    rule: str = ""
    lifted_by: str = ""


def list_blockers(production: Production, *, episode: Episode | None, edition: str) -> list[Blocker]:
    """What refuses an issue of the part as it is now. Three queries where nobody's name is withheld."""
    credits = Credit.objects.of_roll(production, episode, edition)
    counts = credits.order_by().aggregate(
        every=Count("pk"), drafts=Count("pk", filter=Q(state=CreditState.DRAFT))
    )
    found = [
        find_drafts(counts["drafts"]),
        find_nothing(counts["every"]),
        find_unnamed_uses(production, episode=episode, edition=edition),
        find_doubtful_names(production, episode=episode, edition=edition),
    ]
    return [blocker for blocker in found if blocker is not None]


def require_lifted(blockers: Iterable[Blocker], *, override: bool, names_checked: bool) -> None:
    """Raise Refusal with every reason that was not lifted."""
    lifted = {LIFTED_BY_OVERRIDE: override, LIFTED_BY_CHECK: names_checked}
    standing = [blocker for blocker in blockers if not lifted.get(blocker.lifted_by, False)]
    if standing:
        sentences = [sentence for blocker in standing for sentence in blocker.sentences]
        raise Refusal(*sentences, rule=next((each.rule for each in standing if each.rule), ""))


def find_drafts(drafts: int) -> Blocker | None:
    if not drafts:
        return None
    sentence = ngettext(
        "%d credit is still a draft; confirm it or remove it first.",
        "%d credits are still drafts; confirm them or remove them first.",
        drafts,
    )
    return Blocker(DRAFTS, drafts, (sentence % drafts,))


def find_nothing(credits: int) -> Blocker | None:
    if credits:
        return None
    return Blocker(NO_CREDITS, 0, (_("There are no credits to issue; enter and confirm them first."),))


def describe_unchanged(since: Release) -> Blocker:
    """That the part is what its last issue says already."""
    return Blocker(UNCHANGED, 0, (_("Nothing has changed since issue %d.") % since.number,))


def find_unnamed_uses(production: Production, *, episode: Episode | None, edition: str) -> Blocker | None:
    """Rule H13: each credit whose generative AI use stands under nobody."""
    credits = Credit.objects.of_roll(production, episode, edition).unnamed_generative()
    shown = list(credits.with_names().with_ai_uses().in_roll_order()[: MAX_SHOWN_CREDITS + 1])
    if not shown:
        return None
    total = credits.count() if len(shown) > MAX_SHOWN_CREDITS else len(shown)
    sentences = [describe_unnamed(credit) for credit in shown[:MAX_SHOWN_CREDITS]]
    if total > MAX_SHOWN_CREDITS:
        more = total - MAX_SHOWN_CREDITS
        sentences.append(
            ngettext("And %d more credit like these.", "And %d more credits like these.", more) % more
        )
    return Blocker(UNNAMED_AI, total, tuple(sentences), "H13", LIFTED_BY_OVERRIDE)


def describe_unnamed(credit: Credit) -> str:
    """Where the person is missing, why, and what to do."""
    systems = ", ".join(dict.fromkeys(str(use.ai_system) for use in credit.ai_uses.all()))
    who = credit.credited_as or credit.get_absence_reason_display()
    return _(
        "%(role)s, %(place)s: generative AI (%(systems)s) was used and no person is named (%(who)s). Name the "
        "person, record that they withheld their name, or have an approver override with a reason."
    ) % {
        "role": credit.role_as_printed or credit.role,
        "place": describe_credit_place(credit),
        "systems": systems,
        "who": who,
    }


def find_doubtful_names(production: Production, *, episode: Episode | None, edition: str) -> Blocker | None:
    """Rule H16: each credit whose name somebody withheld in this production, and each line of rights that says one."""
    names = list_names_withheld_in(production)
    if not names:
        return None
    credits = Credit.objects.of_roll(production, episode, edition)
    sentences = [describe_doubtful(credit) for credit in find_credits_saying(names, credits)] + [
        _(
            "Rights of “%(song)s”: “%(text)s” says a name that somebody withheld in this production. Change the line, or "
            "confirm that it is to be printed."
        )
        % {"song": right.song, "text": right.text}
        for right in find_rights_saying(names, production, episode)
    ]
    if not sentences:
        return None
    return Blocker(WITHHELD_NAMES, len(sentences), tuple(sentences), "H16", LIFTED_BY_CHECK)


def describe_doubtful(credit: Credit) -> str:
    """Which name is doubtful where, and what to do."""
    return _(
        "%(role)s, %(place)s: “%(name)s” is a name that somebody withheld in this production. Record it under their entry, "
        "or confirm that it is another person."
    ) % {
        "role": credit.role_as_printed or credit.role,
        "place": describe_credit_place(credit),
        "name": credit.credited_as or credit.printed_as,
    }


def describe_credit_place(credit: Credit) -> str:
    return _("cut %s") % credit.cut if credit.cut else _("the whole work")
