"""The order of a roll: as it was given (H17); what was given no place stands where the vocabulary proposes it."""

from collections.abc import Iterable, Mapping, Sequence

from productions.rollkit.document.inputs import CreditInfo

RoleOrder = tuple[int, str, int, str, int, str, str]
"""Department (its place and code), song or segment (its place and uid), role (its place and code), printed heading."""
ANY, DEPARTMENT, GROUP, ROLE, WHOLE = 0, 2, 4, 6, 7
"""How much of a RoleOrder is compared."""
SONG_ROLES = ("lyrics", "composer", "arrangement")
"""Roles that come first in a song, as endings print them: 作詞, 作曲, 編曲, then who performs it."""

CLOSING_ROLES = ("animation_production", "production", "production_committee", "copyright")
"""Roles that close a roll, in this order, as Japanese endings do: アニメーション制作, 製作, 製作委員会, 著作."""


def arrange_credits(credits: Iterable[CreditInfo]) -> list[CreditInfo]:
    """The credits (in any order) as a roll has them: those with a `billing` by it, each of the others behind its neighbour.

    In the places that those of one role were given, they stand by their `position`. Where no credit has a place, departments
    and roles follow the vocabulary. The credits of a song stand together, those of a segment too.
    """
    listed = list(credits)
    orders = order_roles(listed)
    proposed = sorted(listed, key=lambda credit: (*orders[credit.uid], *get_order_in_role(credit)))
    given = sorted((credit for credit in proposed if credit.billing is not None), key=get_billing)
    if not given:
        return gather_joint_credits(proposed)
    billed = sort_within_roles(given, orders)
    lines = {(orders[credit.uid], credit.line_key): index for index, credit in enumerate(billed)}
    places = [orders[credit.uid] for credit in billed]
    neighbours: dict[RoleOrder, int] = {}
    following: dict[int, list[CreditInfo]] = {}
    for credit in proposed:
        if credit.billing is None:
            wanted = orders[credit.uid]
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


def join_orders(own: Sequence[int], parts: Iterable[Sequence[int]]) -> list[int]:
    """The order of a whole work, given that of its parts one after the other; all are keys of credits, each comes once.

    What a part has before a credit that the whole has a place for stands before it there, too; all else stands behind.
    """
    known = {*own}
    placed, before, last = {*own}, dict[int, list[int]](), list[int]()
    for part in parts:
        run: list[int] = []
        for key in part:
            if key in known:
                before.setdefault(key, []).extend(run)
                run = []
            elif key not in placed:
                placed.add(key)
                run.append(key)
        last += run
    joined: list[int] = []
    for key in own:
        joined += [*before.get(key, ()), key]
    return joined + last


def sort_within_roles(given: Sequence[CreditInfo], orders: Mapping[str, RoleOrder]) -> list[CreditInfo]:
    """The credits in their order, but in the places that those of one role and heading have, these by their `position`."""
    of_role: dict[RoleOrder, list[int]] = {}
    for place, credit in enumerate(given):
        of_role.setdefault(orders[credit.uid], []).append(place)
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

    The last one of its role and heading; else of its role; else of its song or segment, and there the first one where none is
    before it; else of its department, among those that the vocabulary has before it; else of all of those.
    """
    for kept in (WHOLE, ROLE, GROUP, DEPARTMENT, ANY):
        alike = [(place[:ROLE], index) for index, place in enumerate(places) if place[:kept] == wanted[:kept]]
        earlier = [found for found in alike if found[0] <= wanted[:ROLE]]
        if earlier:
            return max(earlier)[1]
        if alike and kept == GROUP and wanted[GROUP - 1]:
            return min(alike)[1]
    return -1


def order_roles(credits: Sequence[CreditInfo]) -> dict[str, RoleOrder]:
    """Where the vocabulary has the role of each credit, by uid.

    A song stands at the end of its first department, and a segment at the end of its last one, each as a whole.
    """
    homes: dict[str, tuple[int, str]] = {}
    for credit in credits:
        if credit.group:
            own = (credit.role.department_order, credit.role.department_code)
            choose = max if credit.segment else min
            homes[credit.group] = choose(own, homes.get(credit.group, own))
    return {credit.uid: get_role_order(credit, homes.get(credit.group)) for credit in credits}


def get_role_order(credit: CreditInfo, home: tuple[int, str] | None) -> RoleOrder:
    """`home` is the department at the end of which its song or segment stands."""
    role = credit.role
    if home is None:
        department, place = role.department_order, role.order
        if role.code in CLOSING_ROLES:
            department, place = department + BEHIND_DEPARTMENTS, CLOSING_ROLES.index(role.code)
        return department, role.department_code, 0, "", place, role.code, credit.role_as_printed
    behind = BEHIND_SONGS if credit.segment else 1
    place = role.department_order * BEHIND_SONGS + role.order
    if credit.song and role.code in SONG_ROLES:
        place = SONG_ROLES.index(role.code) - len(SONG_ROLES)
    if credit.song and credit.segment:
        place += SONGS_OF_SEGMENT
    return (*home, credit.group_place + behind, credit.group, place, role.code, credit.role_as_printed)


BEHIND_SONGS = 1_000_000
SONGS_OF_SEGMENT = 1_000_000_000
"""Larger than any place of a song or a role."""
BEHIND_DEPARTMENTS = 1_000_000
"""Larger than any place of a department."""


def get_order_in_role(credit: CreditInfo) -> tuple[object, ...]:
    """Position, reading of the name, cut. Ends in the unique uid."""
    return (
        credit.position,
        credit.contributor == "",
        credit.sort_key,
        credit.episode,
        credit.cut_sort_key,
        credit.uid,
    )
