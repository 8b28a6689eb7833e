"""Captions as TTML2 in the IMSC 1.1 text profile: times in frames at the exact rate, inside title safe.

https://www.w3.org/TR/ttml-imsc1.1/: a caption lies in one region of 80 % by 90 %, at its bottom.
"""

from collections.abc import Iterator
from typing import BinaryIO

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.timecode import compute_timebase
from productions.rollkit.xml_markup import escape_xml_content, format_xml_attributes

XML_NAMESPACES = {
    "xmlns": "http://www.w3.org/ns/ttml",
    "xmlns:ttm": "http://www.w3.org/ns/ttml#metadata",
    "xmlns:ttp": "http://www.w3.org/ns/ttml#parameter",
    "xmlns:tts": "http://www.w3.org/ns/ttml#styling",
}
IMSC_PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
CAPTION_STYLE = {
    "xml:id": "credit",
    "tts:fontFamily": "proportionalSansSerif",
    "tts:fontSize": "80%",
    "tts:lineHeight": "125%",
    "tts:color": "#ffffff",
    "tts:textAlign": "center",
}
CAPTION_BOX = {"xml:id": "box", "tts:backgroundColor": "#000000cc"}
"""Behind the letters alone: a background of the body would be a band over the whole region."""
CAPTION_REGION = {
    "xml:id": "safe",
    "tts:origin": "10% 5%",
    "tts:extent": "80% 90%",
    "tts:displayAlign": "after",
    "tts:overflow": "visible",
}


def write(reel: Reel, out: BinaryIO, *, progress: Progress = ignore_progress) -> None:
    out.write("".join(build_ttml_parts(reel)).encode())
    progress(1.0)


def build_ttml_parts(reel: Reel) -> Iterator[str]:
    base = compute_timebase(reel.rate)
    multiplier = reel.rate / base
    root: dict[str, object] = {
        **XML_NAMESPACES,
        "xml:lang": reel.lang,
        "ttp:contentProfiles": IMSC_PROFILE,
        "ttp:timeBase": "media",
        "ttp:frameRate": base,
        "ttp:frameRateMultiplier": f"{multiplier.numerator} {multiplier.denominator}",
    }
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<tt{format_xml_attributes(root)}>\n<head>\n'
    yield f"<metadata><ttm:title>{escape_xml_content(reel.title)}</ttm:title>"
    yield f"<ttm:desc>{escape_xml_content('; '.join(list_reel_provenance(reel)))}</ttm:desc></metadata>\n"
    yield f"<styling><style{format_xml_attributes(dict(CAPTION_STYLE))}/><style{format_xml_attributes(dict(CAPTION_BOX))}/></styling>\n"
    yield f"<layout><region{format_xml_attributes(dict(CAPTION_REGION))}/></layout>\n</head>\n"
    yield '<body region="safe" style="credit">\n<div>\n'
    for number, caption in enumerate(build_captions(reel), 1):
        times: dict[str, object] = {
            "xml:id": f"c{number}",
            "begin": f"{caption.start}f",
            "end": f"{caption.end}f",
        }
        lines = "<br/>".join(map(escape_xml_content, caption.lines))
        yield f'<p{format_xml_attributes(times)}><span style="box">{lines}</span></p>\n'
    yield "</div>\n</body>\n</tt>\n"
