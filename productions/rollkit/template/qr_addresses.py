"""Where the QR codes of a template lead: addresses with places for the production and for the issue."""

from collections.abc import Iterable
from dataclasses import replace

from productions.rollkit.template.model import Block, Template

WORK_PLACE, DIGEST_PLACE = "{work}", "{digest}"
"""What stands in an address for the uid of the production, and for the digest of an issued roll."""


def fill_addresses(template: Template, address: str) -> Template:
    """The template whose codes without an address lead to this one."""

    def fill(blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(
            replace(block, address=address) if block.holds == "qr" and not block.address else block
            for block in blocks
        )

    variants = tuple(
        replace(variant, blocks=fill(variant.blocks)) if variant.blocks is not None else variant
        for variant in template.variants
    )
    return replace(template, blocks=fill(template.blocks), variants=variants)
