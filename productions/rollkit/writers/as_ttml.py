"""Captions as TTML2 in the IMSC 1.1 text profile: times in frames at the exact rate, inside title safe.

https://www.w3.org/TR/ttml-imsc1.1/: a caption lies in one region of 80 % by 90 %, at its bottom.
"""

from typing import BinaryIO

from productions.rollkit.captions.caption_groups import build_captions
from productions.rollkit.captions.reading_speed import Caption
from productions.rollkit.layout.reel import Reel, list_reel_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.xml_markup import XmlWriter
from productions.shared.timecode import compute_timebase

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
    out.write(build_ttml_document(reel).to_bytes())
    progress(1.0)


def build_ttml_document(reel: Reel) -> XmlWriter:
    xml = XmlWriter()
    base = compute_timebase(reel.rate)
    multiplier = reel.rate / base
    root = {
        **XML_NAMESPACES,
        "xml:lang": reel.lang,
        "ttp:contentProfiles": IMSC_PROFILE,
        "ttp:timeBase": "media",
        "ttp:frameRate": base,
        "ttp:frameRateMultiplier": f"{multiplier.numerator} {multiplier.denominator}",
    }
    with xml.element("tt", root):
        with xml.element("head"):
            with xml.inline("metadata"):
                xml.add_inline("ttm:title", reel.title)
                xml.add_inline("ttm:desc", "; ".join(list_reel_provenance(reel)))
            xml.end_line()
            with xml.inline("styling"):
                xml.add_inline("style", attributes=CAPTION_STYLE)
                xml.add_inline("style", attributes=CAPTION_BOX)
            xml.end_line()
            with xml.inline("layout"):
                xml.add_inline("region", attributes=CAPTION_REGION)
            xml.end_line()
        with xml.element("body", {"region": "safe", "style": "credit"}), xml.element("div"):
            for number, caption in enumerate(build_captions(reel), 1):
                write_caption(xml, caption, number)
    return xml


def write_caption(xml: XmlWriter, caption: Caption, number: int) -> None:
    times = {"xml:id": f"c{number}", "begin": f"{caption.start}f", "end": f"{caption.end}f"}
    with xml.inline("p", times), xml.inline("span", {"style": "box"}):
        for index, line in enumerate(caption.lines):
            if index:
                xml.add_inline("br")
            xml.add_text(line)
    xml.end_line()
