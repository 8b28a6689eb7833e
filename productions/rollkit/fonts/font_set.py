"""The fonts a roll is set in: Noto Sans CJK JP from packages, never the system's by accident.

typst gives no warning for a character that its fonts lack, so every text is shaped before layout.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import file_digest
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from productions.rollkit.errors import RollRefused
from productions.rollkit.fonts.fallback_glyphs import FallbackGlyphs, format_code_points
from productions.rollkit.fonts.shaping import open_font, shape_text
from productions.shared.sentences import Sentence, join_with_commas

DEFAULT_FAMILY = "Noto Sans CJK JP"
REGULAR_WEIGHT, BOLD_WEIGHT = 400, 700
VERSION_NAME_ID = 5
"""The name record of a font's version (OpenType, table name)."""


class MissingGlyphs(RollRefused):
    """The font has no picture for some characters. One sentence names each, its text and the font."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font, alone in its folder. `weight` is OpenType's usWeightClass: 400 regular, 700 bold."""

    family: str
    weight: int
    path: Path


@dataclass(frozen=True)
class FontSet:
    """What a roll is set in: families by name, first choice first, the files that hold them, the language, and the weights."""

    families: tuple[str, ...]
    files: tuple[FontFile, ...]
    lang: str = "ja"
    weights: tuple[int, ...] = (REGULAR_WEIGHT, BOLD_WEIGHT)

    @cached_property
    def used(self) -> tuple[FontFile, ...]:
        """The files that set something, first choice first."""
        return tuple(
            dict.fromkeys(self.file(family, weight) for family in self.families for weight in self.weights)
        )

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """The folders of the fonts that are used, and of no other."""
        return tuple(file.path.parent for file in self.used)

    def file(self, family: str, weight: int) -> FontFile:
        """The family's font that is nearest to a weight, the lighter of two."""
        own = [file for file in self.files if file.family == family]
        return min(own, key=lambda file: (abs(file.weight - weight), file.weight))

    def get_font_paths(self, *, weight: int) -> tuple[str, ...]:
        """The paths of the fonts that set a text, first choice first."""
        found = self.font_paths_by_weight.get(weight)
        if found is None:
            found = tuple(str(self.file(family, weight).path) for family in self.families)
            self.font_paths_by_weight[weight] = found
        return found

    @cached_property
    def font_paths_by_weight(self) -> dict[int, tuple[str, ...]]:
        """The paths that were asked for: a roll has thousands of texts in a few weights."""
        return {}

    def parts(self, text: str, *, weight: int) -> tuple[tuple[str, str | None], ...]:
        """The text in pieces, each with the family that must set it, or None; nothing where none must."""
        if len(self.families) == 1:
            return ()
        parts = shape_text(text, self.get_font_paths(weight=weight), self.lang).parts
        return tuple((part, None if place is None else self.families[place]) for part, place in parts)


def list_font_versions(fonts: FontSet) -> tuple[str, ...]:
    """The fonts that are used, each with its weight, its own version and the first 16 digits of its SHA-256."""
    return tuple(
        f"font {file.family} {file.weight} {read_font_version(file.path)} sha256:{hash_font_file(file.path)[:16]}"
        for file in fonts.used
    )


def read_font_version(path: Path) -> str:
    """What the font says of itself (name 5), without the tools that made it."""
    return str(open_font(str(path)).face.get_name(VERSION_NAME_ID) or "").split(";")[0].strip()


@lru_cache(maxsize=64)
def hash_font_file(path: Path) -> str:
    """The file's SHA-256 in hexadecimal. A font's file never changes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def find_packaged_font(package: str) -> Path:
    """The font in a package of one font, without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.origin:
        raise ModuleNotFoundError(f"The package {package} is not installed.", name=package)
    (path,) = Path(spec.origin).parent.glob("*.otf")
    return path


SHIPPED_FONTS = FontSet(
    (DEFAULT_FAMILY,),
    (
        FontFile(DEFAULT_FAMILY, REGULAR_WEIGHT, find_packaged_font("noto_cjk_sans_jp_regular")),
        FontFile(DEFAULT_FAMILY, BOLD_WEIGHT, find_packaged_font("noto_cjk_sans_jp_bold")),
    ),
)


def require_glyphs(
    texts: Iterable[str | tuple[str, int]], fonts: FontSet = SHIPPED_FONTS
) -> tuple[FallbackGlyphs, ...]:
    """What later fonts set for the first one: each character or sequence once, with the first text that has it.

    A text may come with the weight that it is set in. Raises MissingGlyphs naming the first five characters or sequences
    that no font can print.
    """
    found: dict[str, str] = {}
    borrowed: dict[tuple[str, int], str] = {}
    for entry in texts:
        text, weight = (entry, REGULAR_WEIGHT) if isinstance(entry, str) else entry
        shaped = shape_text(text, fonts.get_font_paths(weight=weight), fonts.lang)
        for characters in shaped.missing:
            found.setdefault(characters, text)
        for borrowing in shaped.borrowed:
            borrowed.setdefault(borrowing, text)
    if found:
        raise MissingGlyphs(describe_missing_glyphs(found, fonts))
    lacking = fonts.families[0]
    return tuple(
        FallbackGlyphs(
            tuple(characters for (characters, _place), _text in group), text, lacking, fonts.families[place]
        )
        for (text, place), group in groupby(borrowed.items(), key=lambda item: (item[1], item[0][1]))
    )


def describe_missing_glyphs(found: Mapping[str, str], fonts: FontSet) -> Sentence:
    """The sentence about characters that no font can print, each with its first text."""
    shown = join_with_commas([
        Sentence("“%(part)s” (%(points)s) in “%(text)s”", part=part, points=format_code_points(part), text=text)
        for part, text in list(found.items())[:5]
    ])  # fmt: skip
    if len(found) > 5:
        shown = Sentence("%(shown)s and %(more)d more", shown=shown, more=len(found) - 5)
    one, *others = fonts.families
    said = Sentence("The fonts %(fonts)s", fonts=join_with_commas(fonts.families))
    if not others:
        said = Sentence("The font %(font)s", font=one)
    if DEFAULT_FAMILY in fonts.families:
        return Sentence(
            "%(fonts)s cannot print %(shown)s; change how the name is credited, or use another format.",
            fonts=said,
            shown=shown,
        )
    return Sentence(
        "%(fonts)s cannot print %(shown)s; name a fallback font such as %(fallback)s, change how the name is credited, "
        "or use another format.",
        fonts=said,
        shown=shown,
        fallback=DEFAULT_FAMILY,
    )
