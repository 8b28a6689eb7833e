"""What no constraint of a credit can see: other rows."""

from datetime import date

from django.utils.translation import gettext as _

from productions.ai.services.name_rules import refuse_placeholder
from productions.catalogue.services.editions import KnownEditions
from productions.credits.models.credits import Credit
from productions.credits.services.credit_places import find_segment_problem, find_song_problem
from productions.credits.services.name_breaks import find_name_breaks_problem
from productions.credits.services.ranges import find_range_problems
from productions.shared.choices import ContributorKind, CreditKind
from productions.shared.refusals import Refusal


def check_credit(
    credit: Credit,
    *,
    editions: KnownEditions | None,
    today: date | None,
    systems: frozenset[str] | None = None,
) -> None:
    """What no constraint can see: other rows, and the day. Raises Refusal with a sentence for each field.

    `editions`: those of the production; None where the credit keeps the one that it has, which may be retired by now.
    `today`: the site's day, which evidence is not after; None where the day of the evidence stays as it is.
    `systems`: the registered AI systems' folded names, when the caller has read them for many credits.
    """
    problems = find_owner_problems(credit)
    if problem := find_song_problem(credit):
        problems["song"] = [problem]
    if problem := find_segment_problem(credit):
        problems["segment"] = [problem]
    if credit.role.retired_at is not None and credit.pk is None:
        problems["role"] = [_("The role “%s” is retired; choose another one.") % credit.role]
    if problem := find_contributor_problem(credit):
        problems["contributor"] = [problem]
    if editions is not None and (problem := editions.find_problem(credit.edition)):
        problems["edition"] = [problem]
    if credit.affiliation is not None and credit.affiliation.kind != ContributorKind.ORGANIZATION:
        problems["affiliation"] = [
            _("%s is a person; choose the studio they worked for.") % credit.affiliation
        ]
    if problem := find_contract_problem(credit):
        problems["contracted_by"] = [problem]
    if today is not None and credit.evidence_on is not None and credit.evidence_on > today:
        problems["evidence_on"] = [_("The evidence's date is in the future.")]
    if problem := find_name_breaks_problem(credit):
        problems["name_breaks"] = [problem]
    problems |= find_range_problems(credit)
    if problems:
        raise Refusal(fields=problems)
    if credit.credited_as:
        refuse_placeholder(credit.credited_as, field="credited_as", systems=systems)


def find_owner_problems(credit: Credit) -> dict[str, list[str]]:
    """What is wrong where the credit's episode or cut belongs to another work than the credit does, by field."""
    problems: dict[str, list[str]] = {}
    episode, cut = credit.episode, credit.cut
    if episode is not None and episode.production_id != credit.production_id:
        problems["episode"] = [_("Episode %s belongs to another production.") % episode]
    if cut is not None and cut.production_id != credit.production_id:
        problems["cut"] = [_("Cut %s belongs to another production.") % cut]
    elif cut is not None and cut.episode_id != credit.episode_id:
        problems["cut"] = [_("Cut %s belongs to another episode.") % cut]
    return problems


def find_contributor_problem(credit: Credit) -> str:
    """One sentence when the contributor does not fit the credit, or an empty string."""
    contributor = credit.contributor
    if contributor is None:
        return ""
    if contributor.removed_at is not None:
        return _("%s was removed or merged; choose an active entry.") % contributor
    if credit.kind == CreditKind.PERSON and contributor.kind != ContributorKind.PERSON:
        if credit.role.is_labour:
            return (
                _("%s is an organization: set the kind to organization and say how many people.")
                % contributor
            )
        return _("%s is an organization: set the kind to organization.") % contributor
    if credit.kind != CreditKind.PERSON and contributor.kind != ContributorKind.ORGANIZATION:
        return _("%s is a person: set the kind to person.") % contributor
    return ""


def find_contract_problem(credit: Credit) -> str:
    """One sentence when nobody can have given the work on like this, or an empty string."""
    giver = credit.contracted_by
    if giver is None:
        return ""
    if giver.kind != ContributorKind.ORGANIZATION:
        return _("%s is a person; choose the company that gave the work on.") % giver
    if giver.pk in (credit.contributor_id, credit.affiliation_id):
        return _("%s did the work; nobody gives work on to themselves.") % giver
    return ""
