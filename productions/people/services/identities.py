"""Under which names and uids a person is known, merged entries of theirs included."""

from collections.abc import Iterable

from productions.catalogue.models.works import Production
from productions.people.models.people import Contributor, ContributorName


def list_person_uids(people: Iterable[int]) -> frozenset[str]:
    """The uids of these people (keys), and of entries that were merged into theirs."""
    found = Contributor.objects.filter(pk__in=find_merged_keys(people)).values_list("uid", flat=True)
    return frozenset(map(str, found))


def find_merged_keys(people: Iterable[int]) -> frozenset[int]:
    """The keys of these people, and of entries that were merged into theirs, by whatever steps. A query for each step."""
    found, newest = set[int](), set(people)
    while newest:
        found |= newest
        merged = Contributor.objects.filter(merged_into__in=newest)
        newest = set(merged.values_list("pk", flat=True)) - found
    return frozenset(found)


def list_person_names(people: Iterable[int], *, known_in: Production | None = None) -> frozenset[str]:
    """Every name of these people (keys), removed and private ones too; with `known_in` without those that others keep.

    What somebody is told of a match must not tell them a legal name that another production keeps.
    """
    names = ContributorName.objects.filter(contributor__in=people)
    if known_in is not None:
        names = names.known_in(known_in)
    return frozenset(names.values_list("text", flat=True))
