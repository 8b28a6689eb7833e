"""Editable titles for Final Cut Pro and Resolve, as FCPXML 1.10: one a card, and of a scroll one a caption's group.

Times are whole frames of the exact rate, such as 1001/24000 s. The elements and their order are those of Apple's DTD for 1.10.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.layout.reel import CardShot, Reel, list_reel_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.rendering.stills import extract_page_text
from productions.rollkit.timelines.otio_timeline import compute_start_frame, format_shot_name
from productions.rollkit.xml_markup import XmlWriter

BASIC_TITLE_UID = ".../Titles.localized/Bumper:Opener.localized/Basic Title.localized/Basic Title.moti"
"""The title that every Final Cut Pro has."""
TITLE_SIZE_PX = 34
"""The type size of a title at 1,080 lines; an editor changes it there."""


@dataclass(frozen=True, slots=True)
class StoryItem:
    """What lies in the story line from frame `start` up to `end`: a title, or a gap where there is no text."""

    start: int
    end: int
    name: str
    text: str


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    out.write(build_fcpxml_document(reel).to_bytes())
    progress(1.0)


def iter_story_items(reel: Reel) -> Iterator[StoryItem]:
    """Titles and gaps, one after the other, over the whole reel."""
    cards = [shot for shot in reel.shots if isinstance(shot, CardShot)]
    spans = [(card.start, card.start + card.frames) for card in cards]
    titles = [
        StoryItem(
            card.start,
            card.start + card.frames,
            format_shot_name(card),
            extract_page_text(reel.pages[card.page]),
        )
        for card in cards
    ]
    for caption in build_captions(reel):
        middle = (caption.start + caption.end) // 2
        if not any(start <= middle < end for start, end in spans):
            # A caption may take time of a card beside it to be read in; a title may not.
            first = max((end for _start, end in spans if end <= middle), default=0)
            last = min((start for start, _end in spans if start > middle), default=reel.frames)
            shown = max(caption.start, first), min(caption.end, last)
            titles.append(StoryItem(*shown, caption.lines[0], "\n".join(caption.lines)))
    at = 0
    for title in sorted(titles, key=lambda piece: piece.start):
        if title.start > at:
            yield StoryItem(at, title.start, "Gap", "")
        yield title
        at = title.end
    if at < reel.frames:
        yield StoryItem(at, reel.frames, "Gap", "")


def build_fcpxml_document(reel: Reel) -> XmlWriter:
    xml = XmlWriter(doctype="fcpxml")
    picture = {
        "id": "r1",
        "frameDuration": format_exact_seconds(reel, 1),
        "width": reel.raster.width,
        "height": reel.raster.height,
        "colorSpace": "1-1-1 (Rec. 709)",
    }
    sequence = {
        "format": "r1",
        "duration": format_exact_seconds(reel, reel.frames),
        "tcStart": format_exact_seconds(reel, compute_start_frame(reel)),
        "tcFormat": "DF" if reel.delivery.drop else "NDF",
    }
    title = {"name": reel.title}
    with xml.element("fcpxml", {"version": "1.10"}):
        with xml.element("resources"):
            xml.add_line("format", attributes=picture)
            xml.add_line("effect", attributes={"id": "r2", "name": "Basic Title", "uid": BASIC_TITLE_UID})
        with (
            xml.element("library"),
            xml.element("event", title),
            xml.element("project", title),
            xml.element("sequence", sequence),
        ):
            xml.add_line("note", "; ".join(list_reel_provenance(reel)))
            with xml.element("spine"):
                for number, piece in enumerate(iter_story_items(reel), 1):
                    write_story_element(reel, xml, piece, number)
    return xml


def write_story_element(reel: Reel, xml: XmlWriter, piece: StoryItem, number: int) -> None:
    """A title or a gap, with the sections that begin in it."""
    place = {
        "name": piece.name,
        "offset": format_exact_seconds(reel, compute_start_frame(reel) + piece.start),
        "start": "0s",
        "duration": format_exact_seconds(reel, piece.end - piece.start),
    }
    with xml.element("title", {"ref": "r2", **place}) if piece.text else xml.element("gap", place):
        if piece.text:
            write_title_text(reel, xml, piece.text, f"t{number}")
        for marker in reel.markers:
            if piece.start <= marker.frame < piece.end:
                at = {
                    "start": format_exact_seconds(reel, marker.frame - piece.start),
                    "duration": format_exact_seconds(reel, 1),
                    "value": marker.label,
                }
                xml.add_line("marker", attributes=at)


def write_title_text(reel: Reel, xml: XmlWriter, text: str, style_id: str) -> None:
    """A line of the title is a line of the text, so nothing may stand between the elements."""
    style = {
        "font": reel.fonts.families[0],
        "fontSize": reel.raster.scale_px(TITLE_SIZE_PX),
        "fontFace": "Regular",
        "fontColor": "1 1 1 1",
        "alignment": "center",
    }
    with xml.inline("text"), xml.inline("text-style", {"ref": style_id}):
        for index, line in enumerate(text.split("\n")):
            if index:
                xml.end_line()
            xml.add_text(line)
    xml.end_line()
    with xml.inline("text-style-def", {"id": style_id}):
        xml.add_inline("text-style", attributes=style)
    xml.end_line()


def format_exact_seconds(reel: Reel, frames: int) -> str:
    """Frames as a fraction of seconds: `24024/24000s` are 24 frames at 24000/1001."""
    return f"{frames * reel.rate.denominator}/{reel.rate.numerator}s"
