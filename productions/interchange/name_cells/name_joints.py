"""Whether names joined by `／`, `/`, `&`, “and” or a middle dot are several, or one name that has the mark in it."""

from typing import NamedTuple

from productions.interchange.credit_text.organizations import is_organization
from productions.interchange.name_cells.name_shapes import is_kanji_half, is_western, is_whole_name


class JointVerdict(NamedTuple):
    """Whether the parts are names of their own, and whether that is plain."""

    is_split: bool
    is_sure: bool


FULL_WIDTH_SLASH, SLASH, AMPERSAND, AND, MIDDLE_DOT = range(5)
"""The marks by how much they part, the most first."""


def judge_joint(whole: str, parts: list[str], mark: int, known: list[bool]) -> JointVerdict:
    """The parts that stand between one kind of mark; `known` says which of them the registry has."""
    names = [is_whole_name(part) or has for part, has in zip(parts, known, strict=True)]
    if all(names):
        companies = [is_organization(part) for part in parts]
        return JointVerdict(True, all(known) or all(companies) or not any(companies))
    if mark == FULL_WIDTH_SLASH:
        return JointVerdict(True, False)
    surnames = all(map(is_kanji_half, parts))
    if mark == MIDDLE_DOT:
        return JointVerdict(False, not surnames)
    if surnames or (mark == SLASH and not any(map(is_western, parts))):
        return JointVerdict(True, False)
    return JointVerdict(False, is_organization(whole))
