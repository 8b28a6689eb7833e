"""What keeps a template's QR code from being read: no address, one that no code holds, too little time."""

import re
from collections.abc import Iterator

from productions.rollkit.template.measures import TemplateProblem
from productions.rollkit.template.model import Block
from productions.shared.sentences import Sentence

ADDRESS_PATTERN = re.compile(r"https?://[!-~]+")
MAX_ADDRESS_CHARACTERS = 300
LEAST_QR_MS = 3000
"""People find their telephone, and its camera the code."""


def find_qr_problems(block: Block, here: str, writing: str) -> Iterator[TemplateProblem]:
    if block.holds != "qr":
        if block.address:
            yield TemplateProblem(
                f"{here}.address",
                Sentence("%(here)s holds %(holds)s; only a QR code has an address.", holds=block.holds),
            )
        return
    if writing == "vertical":
        yield TemplateProblem(
            here, Sentence("%(here)s holds a QR code, which nothing written downwards has room for.")
        )
    written = ADDRESS_PATTERN.fullmatch(block.address) and len(block.address) <= MAX_ADDRESS_CHARACTERS
    if block.address and not written:
        yield TemplateProblem(
            f"{here}.address",
            Sentence(
                "%(here)s: “%(address)s” is no address that a QR code can hold; write it from https:// on, without spaces, in at most "
                "%(most)d characters.",
                address=block.address[:60],
                most=MAX_ADDRESS_CHARACTERS,
            ),
        )
    if block.alone_ms is not None and block.alone_ms < LEAST_QR_MS:
        yield TemplateProblem(
            f"{here}.alone_ms",
            Sentence(
                "%(here)s: a QR code stands for at least %(least)d seconds, or nobody can read it.",
                least=LEAST_QR_MS // 1000,
            ),
        )
