"""Editable titles for Final Cut Pro and Resolve, as FCPXML 1.10: one a card, and of a scroll one a caption's group.

Times are whole frames of the exact rate, such as 1001/24000 s. The elements and their order are those of Apple's DTD for 1.10.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from productions.roll.captions import captions_of
from productions.roll.layout import Progress, ignore_progress
from productions.roll.markup import attributes, content
from productions.roll.screen.reel import CardShot, Marker, Reel, made_of
from productions.roll.screen.stills import text_of
from productions.roll.timeline import begin, shot_name

TITLE = ".../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti"
"""The title that every Final Cut Pro has."""
SIZE = 34
"""The type size of a title at 1,080 lines; an editor changes it there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What lies in the story line from frame `start` up to `end`: a title, or a gap where there is no text."""

    start: int
    end: int
    name: str
    text: str


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    out.write("".join(document(reel)).encode())
    progress(1.0)


def pieces_of(reel: Reel) -> Iterator[Piece]:
    """Titles and gaps, one after the other, over the whole reel."""
    cards = [shot for shot in reel.shots if isinstance(shot, CardShot)]
    spans = [(card.start, card.start + card.frames) for card in cards]
    titles = [
        Piece(card.start, card.start + card.frames, shot_name(card), text_of(reel.pages[card.page]))
        for card in cards
    ]
    for caption in captions_of(reel):
        if not any(start <= caption.start < end for start, end in spans):
            titles.append(Piece(caption.start, caption.end, caption.lines[0], "\n".join(caption.lines)))
    at = 0
    for title in sorted(titles, key=lambda piece: piece.start):
        if title.start > at:
            yield Piece(at, title.start, "Gap", "")
        yield title
        at = title.end
    if at < reel.frames:
        yield Piece(at, reel.frames, "Gap", "")


def document(reel: Reel) -> Iterator[str]:
    picture: dict[str, object] = {
        "id": "r1",
        "frameDuration": seconds(reel, 1),
        "width": reel.raster.width,
        "height": reel.raster.height,
        "colorSpace": "1-1-1 (Rec. 709)",
    }
    sequence: dict[str, object] = {
        "format": "r1",
        "duration": seconds(reel, reel.frames),
        "tcStart": seconds(reel, begin(reel)),
        "tcFormat": "DF" if reel.delivery.drop else "NDF",
    }
    named: dict[str, object] = {"name": reel.title}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n<fcpxml version="1.10">\n<resources>\n'
    yield f"<format{attributes(picture)}/>\n"
    yield f"<effect{attributes({'id': 'r2', 'name': 'Basic Title', 'uid': TITLE})}/>\n"
    yield f"</resources>\n<library>\n<event{attributes(named)}>\n<project{attributes(named)}>\n"
    yield f"<sequence{attributes(sequence)}>\n<note>{content('; '.join(made_of(reel)))}</note>\n<spine>\n"
    for number, piece in enumerate(pieces_of(reel), 1):
        markers = [marker for marker in reel.markers if piece.start <= marker.frame < piece.end]
        yield from element(reel, piece, markers, number)
    yield "</spine>\n</sequence>\n</project>\n</event>\n</library>\n</fcpxml>\n"


def element(reel: Reel, piece: Piece, markers: list[Marker], number: int) -> Iterator[str]:
    """A title or a gap, with the sections that begin in it."""
    place: dict[str, object] = {
        "name": piece.name,
        "offset": seconds(reel, begin(reel) + piece.start),
        "start": "0s",
        "duration": seconds(reel, piece.end - piece.start),
    }
    kind = "title" if piece.text else "gap"
    yield f"<{kind}{attributes({'ref': 'r2', **place} if piece.text else place)}>\n"
    if piece.text:
        style: dict[str, object] = {
            "font": reel.fonts.families[0],
            "fontSize": reel.raster.scaled(SIZE),
            "fontFace": "Regular",
            "fontColor": "1 1 1 1",
            "alignment": "center",
        }
        # A line of the title is a line of the text, so nothing may stand between the elements.
        yield f'<text><text-style ref="t{number}">{lines(piece.text)}</text-style></text>\n'
        yield f'<text-style-def id="t{number}"><text-style{attributes(style)}/></text-style-def>\n'
    for marker in markers:
        at: dict[str, object] = {
            "start": seconds(reel, marker.frame - piece.start),
            "duration": seconds(reel, 1),
            "value": marker.label,
        }
        yield f"<marker{attributes(at)}/>\n"
    yield f"</{kind}>\n"


def lines(text: str) -> str:
    return "\n".join(content(line) for line in text.split("\n"))


def seconds(reel: Reel, frames: int) -> str:
    """Frames as a fraction of seconds: `24024/24000s` are 24 frames at 24000/1001."""
    return f"{frames * reel.rate.denominator}/{reel.rate.numerator}s"
