"""Roles of a song or a segment in the document: which credits are one block, and where the lines of rights stand."""

from dataclasses import replace

from productions.rollkit.document.inputs import CreditInfo
from productions.rollkit.document.model import RollDepartment


def get_block_key(credit: CreditInfo) -> tuple[str, ...]:
    """Neighbours with the same are one block."""
    song, segment = credit.song, credit.segment
    held = (song.uid if song else "", segment.uid if segment else "")
    return (credit.role.code, credit.role_as_printed, *held)


def keep_last_rights(departments: tuple[RollDepartment, ...]) -> tuple[RollDepartment, ...]:
    """The lines of rights of a song stand once, below the last of its roles."""
    told: set[str] = set()
    found: list[RollDepartment] = []
    for department in reversed(departments):
        blocks = []
        for block in reversed(department.blocks):
            song = block.song
            if song is not None and song.uid in told:
                block = replace(block, song=replace(song, rights=()))
            elif song is not None:
                told.add(song.uid)
            blocks.append(block)
        found.append(replace(department, blocks=tuple(blocks[::-1])) if told else department)
    return tuple(found[::-1])
