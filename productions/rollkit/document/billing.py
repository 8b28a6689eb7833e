"""The order of a roll: as it was given (H17); what was given no place stands where the vocabulary proposes it."""

from collections.abc import Iterable, Sequence

from productions.rollkit.document.inputs import CreditInfo

RoleOrder = tuple[int, str, int, str, str]


def arrange_credits(credits: Iterable[CreditInfo]) -> list[CreditInfo]:
    """The credits (in any order) as a roll has them: those with a `billing` by it, each of the others behind its neighbour.

    Where no credit has a place, departments and roles follow the vocabulary.
    """
    proposed = sorted(credits, key=get_proposed_order)
    billed = sorted((credit for credit in proposed if credit.billing is not None), key=get_billing)
    if not billed:
        return proposed
    places = [get_role_order(credit) for credit in billed]
    neighbours: dict[RoleOrder, int] = {}
    following: dict[int, list[CreditInfo]] = {}
    for credit in proposed:
        if credit.billing is None:
            wanted = get_role_order(credit)
            if wanted not in neighbours:
                neighbours[wanted] = find_neighbour(wanted, places)
            following.setdefault(neighbours[wanted], []).append(credit)
    arranged = following.get(-1, [])
    for index, credit in enumerate(billed):
        arranged += [credit, *following.get(index, ())]
    return arranged


def get_billing(credit: CreditInfo) -> int:
    assert credit.billing is not None
    return credit.billing


def find_neighbour(wanted: RoleOrder, places: Sequence[RoleOrder]) -> int:
    """The index of the billed credit behind which one without a place stands; -1 for the top.

    The last one of its role and heading; else of its role; else of its department, among those that the vocabulary has
    before it; else of all of those.
    """
    for kept in (5, 4, 2, 0):
        earlier = [
            (place[:4], index)
            for index, place in enumerate(places)
            if place[:kept] == wanted[:kept] and place[:4] <= wanted[:4]
        ]
        if earlier:
            return max(earlier)[1]
    return -1


def get_role_order(credit: CreditInfo) -> RoleOrder:
    """Department, role and printed heading, as the vocabulary has them."""
    role = credit.role
    return (role.department_order, role.department_code, role.order, role.code, credit.role_as_printed)


def get_proposed_order(credit: CreditInfo) -> tuple[object, ...]:
    """Department, role, printed heading; then position, reading of the name, cut. Ends in the unique uid."""
    return (
        *get_role_order(credit),
        credit.position,
        credit.contributor == "",
        credit.sort_key,
        credit.episode,
        credit.cut_sort_key,
        credit.uid,
    )
