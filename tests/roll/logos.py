"""Invented logos: SVGs of two colours, each of its own width at 100 units of height."""

from hashlib import sha256
from pathlib import Path

from productions.rollkit.images.logos import LogoFile
from productions.rollkit.template.model import LocalizedText

COLOURS = ("#e60012", "#00a0e9", "#8fc31f", "#f39800")


def svg(width: int, number: int = 0) -> bytes:
    """A disc on a bar; the colours depend on `number`."""
    disc, bar = COLOURS[number % 4], COLOURS[(number + 1) % 4]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 100">'
        f'<rect y="30" width="{width}" height="40" fill="{bar}"/><circle cx="50" cy="50" r="50" fill="{disc}"/></svg>'
    ).encode()


def fields(width: int) -> bytes:
    """Four fields of a colour each: side by side they change at a height of 50 and of 51.25, so at 80 pixels one is odd."""
    left, right = width // 2, width - width // 2
    boxes = ((0, 0, left, 50), (0, 50, left, 50), (left, 0, right, 51.25), (left, 51.25, right, 48.75))
    shapes = "".join(
        f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="{colour}"/>'
        for (x, y, wide, high), colour in zip(boxes, COLOURS, strict=True)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 100">{shapes}</svg>'.encode()


def logo(folder: Path, name: str, width: int = 100, number: int = 0, data: bytes = b"") -> LogoFile:
    """A logo whose file lies in `folder`: `data`, or a disc on a bar."""
    data = data or svg(width, number)
    path = folder / f"{name}.svg"
    path.write_bytes(data)
    said = LocalizedText(f"{name}社", f"{name} Inc.")
    return LogoFile(name, said, width / 100, sha256(data).hexdigest(), path)
