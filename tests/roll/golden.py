"""Golden pages: what each look is like, as small pictures. `python -m tests.roll.golden` writes them anew; look at them then."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pypdfium2

from productions.rollkit.document.compose import compose_document
from productions.rollkit.document.inputs import RoleInfo
from productions.rollkit.document.model import RollDocument
from productions.rollkit.layout.reel import build_reel, render_pdf
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from tests.roll.samples import BACKGROUND, DIRECTOR, FIRST, GENERATOR, KEY, WORK, credit

FOLDER = Path(__file__).parents[1] / "data" / "golden"
HEIGHT = 1080
INBETWEEN = RoleInfo("inbetween", "animation", "Animation", "作画", 50, "In-between animation", "動画", 300)
MUSIC = RoleInfo("music", "music", "Music", "音楽", 130, "Music", "音楽", 10)
NAMES = (
    "髙橋 花,佐藤 さくら,鈴木 一郎,Andrea Sample,五十嵐 ひより,林 湊,長谷川 颯太,東 蓮,ルカ・ロッシ".split(
        ","
    )
)
ROMAJI = "Hana Takahashi,Sakura Sato,Ichiro Suzuki,,Hiyori Igarashi,Minato Hayashi,Sota Hasegawa,Ren Higashi,".split(
    ","
)
CARDS = SHIPPED_TEMPLATES["TV ending 90 s cards"].to_dict()
VERTICAL = CARDS | {"name": "vertical", "writing": "vertical"}
SONG = {"roles": ["music"], "form": "song", "heading": {"ja": "主題歌"}, "text": {"ja": "「星の切手」"}}
FLOW = {"roles": ["key_animation"], "form": "flow"}
PARAGRAPH = {"roles": ["inbetween"], "form": "paragraph", "studios": "heading", "fresh": False}
GRID = {"roles": ["key_animation"], "form": "grid", "columns": 4}


def people(*blocks: dict[str, Any], **values: Any) -> dict[str, Any]:
    """A template of cards with these blocks."""
    return CARDS | {"name": "forms", "blocks": [{"holds": "people", **block} for block in blocks], **values}


LOOKS: dict[str, tuple[Any, int, str]] = {
    "film roll": ("film roll", 0, "ja"),
    "plain list": ("plain list", 0, "ja"),
    "TV ending roll": ("TV ending 90 s roll", -1, "ja"),
    "TV ending cards": ("TV ending 90 s cards", 2, "ja"),
    "TV ending cards in English": ("TV ending 90 s cards", 2, "en"),
    "TV ending tools": ("TV ending 90 s cards", -1, "ja"),
    "streaming cards": ("streaming card set", 2, "ja"),
    "vertical cards": (VERTICAL, 2, "ja"),
    "song": (people(SONG), 0, "ja"),
    "flow and paragraph": (people(FLOW, PARAGRAPH), 0, "ja"),
    "grid in two writings": (people(GRID, names="both"), 0, "ja"),
}
"""By name: a template, which of its pages (of a scroll the last 1,080 rows for -1, otherwise the first), a language."""


def document() -> RollDocument:
    """Short and long names, kana, Latin, studios, somebody unnamed, a tool."""
    return compose_document(
        WORK,
        FIRST,
        [
            credit("1", DIRECTOR, "牧原亮太郎"),
            *(
                credit(f"k{n}", KEY, name, sort_key=str(n), romaji=romaji)
                for n, (name, romaji) in enumerate(zip(NAMES, ROMAJI, strict=True))
            ),
            *(
                credit(
                    f"i{n}",
                    INBETWEEN,
                    name,
                    sort_key=str(n),
                    affiliation=f"スタジオ{'見本' if n % 2 else 'れい'}",
                )
                for n, name in enumerate(NAMES[:6])
            ),
            credit("i9", INBETWEEN, absence_reason="withheld_by_contributor", affiliation="スタジオ見本"),
            credit("b", BACKGROUND, "例田波瑠", cut="1", ai_uses=(GENERATOR,)),
            credit("m", MUSIC, "Sample Orchestra"),
        ],
        cuts_total=10,
        complete=False,
    )


def rendered(name: str) -> np.ndarray:
    """The page at half size, rows of grey bytes."""
    template, number, lang = LOOKS[name]
    values = template if isinstance(template, dict) else SHIPPED_TEMPLATES[template].to_dict()
    asked = parse_screen_spec({"template": {**values, "running_ms": None}})
    pdf = pypdfium2.PdfDocument(render_pdf(build_reel(document(), asked, lang=lang), background="#000000"))
    pixels = pdf[number % len(pdf)].render(scale=0.5, grayscale=True).to_numpy().copy()
    pdf.close()
    pixels = pixels.reshape(pixels.shape[0], pixels.shape[1])
    return pixels[-HEIGHT // 2 :] if number < 0 else pixels[: HEIGHT // 2]


def kept(name: str) -> np.ndarray:
    with av.open(str(path_of(name))) as file:
        return next(file.decode(video=0)).to_ndarray(format="gray")


def path_of(name: str) -> Path:
    return FOLDER / f"{name.replace(' ', '_')}.png"


def write(name: str) -> None:
    """Keep the page as it is now, as a grey PNG."""
    pixels = rendered(name)
    encoder = av.CodecContext.create("png", "w")
    encoder.height, encoder.width = pixels.shape
    encoder.pix_fmt, encoder.time_base = "gray", Fraction(1)
    frame = av.VideoFrame.from_ndarray(pixels, format="gray")
    frame.pts = 0
    packets = [*encoder.encode(frame), *encoder.encode(None)]
    path_of(name).write_bytes(b"".join(bytes(packet) for packet in packets))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        write(look)
