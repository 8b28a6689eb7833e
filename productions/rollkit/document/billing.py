"""The order of a roll: as it was given (H17); what was given no place stands where the vocabulary proposes it."""

from collections.abc import Iterable, Sequence

from productions.rollkit.document.inputs import CreditInfo

RoleOrder = tuple[int, str, int, str, str]


def arrange_credits(credits: Iterable[CreditInfo]) -> list[CreditInfo]:
    """The credits (in any order) as a roll has them: those with a `billing` by it, each of the others behind its neighbour.

    In the places that those of one role were given, they stand by their `position`. Where no credit has a place, departments
    and roles follow the vocabulary.
    """
    proposed = sorted(credits, key=get_proposed_order)
    given = sorted((credit for credit in proposed if credit.billing is not None), key=get_billing)
    if not given:
        return gather_joint_credits(proposed)
    billed = sort_within_roles(given)
    lines = {(get_role_order(credit), credit.line_key): index for index, credit in enumerate(billed)}
    places = [get_role_order(credit) for credit in billed]
    neighbours: dict[RoleOrder, int] = {}
    following: dict[int, list[CreditInfo]] = {}
    for credit in proposed:
        if credit.billing is None:
            wanted = get_role_order(credit)
            if wanted not in neighbours:
                neighbours[wanted] = find_neighbour(wanted, places)
            own_line = lines.get((wanted, credit.line_key), neighbours[wanted])
            following.setdefault(own_line, []).append(credit)
    arranged = following.get(-1, [])
    for index, credit in enumerate(billed):
        arranged += [credit, *following.get(index, ())]
    return gather_joint_credits(arranged)


def gather_joint_credits(arranged: Sequence[CreditInfo]) -> list[CreditInfo]:
    """The credits with those of a joint line together, where its first one stands."""
    if not any(credit.joint for credit in arranged):
        return list(arranged)
    together: dict[str, list[CreditInfo]] = {}
    for credit in arranged:
        together.setdefault(credit.joint or credit.uid, []).append(credit)
    return [credit for group in together.values() for credit in group]


def sort_within_roles(given: Sequence[CreditInfo]) -> list[CreditInfo]:
    """The credits in their order, but in the places that those of one role and heading have, these by their `position`."""
    of_role: dict[RoleOrder, list[int]] = {}
    for place, credit in enumerate(given):
        of_role.setdefault(get_role_order(credit), []).append(place)
    found = list(given)
    for places in of_role.values():
        ordered = sorted((given[place] for place in places), key=lambda credit: credit.position)
        for place, credit in zip(places, ordered, strict=True):
            found[place] = credit
    return found


def get_billing(credit: CreditInfo) -> int:
    assert credit.billing is not None
    return credit.billing


def find_neighbour(wanted: RoleOrder, places: Sequence[RoleOrder]) -> int:
    """The index of the billed credit behind which one without a place stands, whose line is nowhere yet; -1 for the top.

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
