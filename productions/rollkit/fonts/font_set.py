"""The fonts a roll is set in: those it names, then the shipped ones, from packages and never the system's by accident.

typst gives no warning for a character that its fonts lack, so every text is shaped before layout.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import file_digest
from importlib.util import find_spec
from pathlib import Path

from productions.rollkit.errors import RollRefused
from productions.rollkit.fonts.fallback_glyphs import FallbackGlyphs, format_code_points
from productions.rollkit.fonts.font_faces import FontChain, FontFace, intern_chain, open_font
from productions.rollkit.fonts.shaping import shape_text
from productions.shared.sentences import Sentence, join_with_commas
from productions.shared.site_languages import WORK_LANGUAGE

DEFAULT_FAMILY = "Noto Sans CJK JP"
SERIF_FAMILY = "Noto Serif JP"
REGULAR_WEIGHT, BOLD_WEIGHT = 400, 700
FORM_LANGUAGES = {"zh-Hans": ("zh", "cn"), "zh-Hant": ("zh", "tw"), "ko": ("ko", None)}
"""Languages whose characters have other forms than those of a Japanese or English roll: as typst has it, with the region."""
VERSION_NAME_ID = 5
"""The name record of a font's version (OpenType, table name)."""


class MissingGlyphs(RollRefused):
    """The font has no picture for some characters. One sentence names each, its text and the font."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font, alone in its folder but for its italic. `weight` is OpenType's usWeightClass: 400 regular, 700 bold.

    A `variable` font is one file for each of its weights.
    """

    family: str
    weight: int
    path: Path
    variable: bool = False

    @property
    def face(self) -> FontFace:
        return FontFace(str(self.path), self.weight if self.variable else 0)


@dataclass(frozen=True)
class FontSet:
    """What a roll is set in: families by name, first choice first, the files that hold them, the language, and the weights.

    `families` are what somebody chose; `fallbacks` stand behind them and set what they lack.
    """

    families: tuple[str, ...]
    files: tuple[FontFile, ...]
    lang: str = WORK_LANGUAGE
    fallbacks: tuple[str, ...] = ()
    weights: tuple[int, ...] = (REGULAR_WEIGHT, BOLD_WEIGHT)

    @cached_property
    def chain(self) -> tuple[str, ...]:
        """Every family that may set something, first choice first."""
        return (*self.families, *self.fallbacks)

    def list_files(self, families: Iterable[str]) -> tuple[FontFile, ...]:
        """The files that set the families, in the roll's weights."""
        return tuple(
            dict.fromkeys(self.file(family, weight) for family in families for weight in self.weights)
        )

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """The folders of the fonts that may set something, and of no other."""
        return tuple(dict.fromkeys(file.path.parent for file in self.list_files(self.chain)))

    def file(self, family: str, weight: int) -> FontFile:
        """The family's font that is nearest to a weight, the lighter of two."""
        own = [file for file in self.files if file.family == family]
        return min(own, key=lambda file: (abs(file.weight - weight), file.weight))

    def get_chain(self, *, weight: int) -> FontChain:
        """The faces that set a text, first choice first."""
        found = self.chains_by_weight.get(weight)
        if found is None:
            found = intern_chain(tuple(self.file(family, weight).face for family in self.chain))
            self.chains_by_weight[weight] = found
        return found

    @cached_property
    def chains_by_weight(self) -> dict[int, FontChain]:
        """The chains that were asked for: a roll has thousands of texts in a few weights."""
        return {}

    def parts(self, text: str, *, weight: int) -> tuple[tuple[str, str | None], ...]:
        """The text in pieces, each with the family that must set it, or None; nothing where none must."""
        parts = shape_text(text, self.get_chain(weight=weight), self.lang, 0.0).parts
        if not parts:
            return ()
        return tuple((part, None if place is None else self.chain[place]) for part, place in parts)


def list_font_versions(fonts: FontSet, borrowed: Iterable[FallbackGlyphs] = ()) -> tuple[str, ...]:
    """The fonts that were chosen and those that something is `borrowed` from.

    Each with its weight, its own version and the first 16 digits of its SHA-256.
    """
    behind = {found.family for found in borrowed}
    families = (*fonts.families, *(family for family in fonts.fallbacks if family in behind))
    return tuple(
        f"font {file.family} {file.weight} {read_font_version(file.path)} sha256:{hash_font_file(file.path)[:16]}"
        for file in fonts.list_files(families)
    )


def read_font_version(path: Path) -> str:
    """What the font says of itself (name 5), without the tools that made it."""
    return str(open_font(str(path)).face.get_name(VERSION_NAME_ID) or "").split(";")[0].strip()


@lru_cache(maxsize=64)
def hash_font_file(path: Path) -> str:
    """The file's SHA-256 in hexadecimal. A font's file never changes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def find_package_folder(package: str) -> Path:
    """The folder of a package of fonts, without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.origin:
        raise ModuleNotFoundError(f"The package {package} is not installed.", name=package)
    return Path(spec.origin).parent


def list_variable_font(family: str, package: str, file: str) -> tuple[FontFile, FontFile]:
    """A variable font in regular and bold."""
    path = find_package_folder(package) / file
    return FontFile(family, REGULAR_WEIGHT, path, True), FontFile(family, BOLD_WEIGHT, path, True)


SANS_FAMILIES = (
    DEFAULT_FAMILY,
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Thai",
)
SERIF_FAMILIES = (SERIF_FAMILY, "Noto Serif")
SHIPPED_FAMILIES = (*SANS_FAMILIES, *SERIF_FAMILIES)
"""Families that come with the program. Noto Sans CJK JP also has hangul and the characters of China and Taiwan, Noto Sans Devanagari."""


def list_fallbacks(families: Sequence[str]) -> tuple[str, ...]:
    """The shipped families that stand behind the chosen ones: serifs first where one of those was chosen, then sans, then the rest."""
    serif = any(family in SERIF_FAMILIES for family in families)
    shipped = (*SERIF_FAMILIES, *SANS_FAMILIES) if serif else SHIPPED_FAMILIES
    return tuple(family for family in shipped if family not in families)


SHIPPED_FONTS = FontSet(
    (DEFAULT_FAMILY,),
    (
        FontFile(
            DEFAULT_FAMILY,
            REGULAR_WEIGHT,
            find_package_folder("noto_cjk_sans_jp_regular") / "NotoSansCJKjp-Regular.otf",
        ),
        FontFile(
            DEFAULT_FAMILY,
            BOLD_WEIGHT,
            find_package_folder("noto_cjk_sans_jp_bold") / "NotoSansCJKjp-Bold.otf",
        ),
        *list_variable_font("Noto Sans", "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
        *list_variable_font(
            "Noto Sans Arabic", "fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"
        ),
        *list_variable_font("Noto Sans Hebrew", "pylopdf_fonts_he", "NotoSansHebrew-Variable.ttf"),
        *list_variable_font("Noto Sans Thai", "fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf"),
        FontFile(
            SERIF_FAMILY, REGULAR_WEIGHT, find_package_folder("pylopdf_fonts_jp") / "NotoSerifJP-Regular.otf"
        ),
        *list_variable_font("Noto Serif", "fontpkg_noto_serif", "files/NotoSerif[wdth,wght].ttf"),
    ),
    fallbacks=list_fallbacks((DEFAULT_FAMILY,)),
)


def add_shipped_fonts(families: Sequence[str], files: Iterable[FontFile]) -> FontSet:
    """The families with their own files, and the shipped ones behind them. None chosen: the shipped ones alone.

    A file of one's own stands in the place of a shipped one of its family and weight, and of a variable font altogether.
    """
    if not families:
        return SHIPPED_FONTS
    own = list(files)
    taken, weights = {file.family for file in own}, {(file.family, file.weight) for file in own}
    shipped = [
        file
        for file in SHIPPED_FONTS.files
        if (file.family, file.weight) not in weights and not (file.variable and file.family in taken)
    ]
    return FontSet(tuple(families), (*shipped, *own), fallbacks=list_fallbacks(families))


def require_glyphs(
    texts: Iterable[str | tuple[str, int]], fonts: FontSet = SHIPPED_FONTS
) -> tuple[FallbackGlyphs, ...]:
    """What later fonts set for the first one, font by font: each character or sequence once.

    A text may come with the weight that it is set in. Raises MissingGlyphs naming the first five characters or sequences
    that no font can print.
    """
    missing: dict[str, str] = {}
    found: dict[tuple[bool, int], dict[str, None]] = {}
    said: dict[tuple[bool, int], dict[str, None]] = {}
    for entry in texts:
        text, weight = (entry, REGULAR_WEIGHT) if isinstance(entry, str) else entry
        shaped = shape_text(text, fonts.get_chain(weight=weight), fonts.lang, 0.0)
        _width, lost, later, _parts, usual = shaped
        for characters in lost:
            missing.setdefault(characters, text)
        if not later and not usual:
            continue
        for plain, borrowed in ((False, later), (True, usual)):
            for characters, place in borrowed:
                found.setdefault((plain, place), {})[characters] = None
                said.setdefault((plain, place), {})[text] = None
    if missing:
        raise MissingGlyphs(describe_missing_glyphs(missing, fonts))
    lacking = fonts.families[0]
    return tuple(
        FallbackGlyphs(
            tuple(characters),
            next(iter(said[plain, place])),
            lacking,
            fonts.chain[place],
            len(said[plain, place]),
            plain,
        )
        for (plain, place), characters in sorted(found.items())
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
    return Sentence(
        "%(fonts)s cannot print %(shown)s, and no shipped font can; upload a font that has it and name it for the roll, change "
        "how the name is credited, or use another format.",
        fonts=said,
        shown=shown,
    )
