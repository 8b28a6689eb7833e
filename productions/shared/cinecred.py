"""What a credits sheet of Cinecred looks like: its columns in six languages, its marks in double braces.

From the guide at https://cinecred.com/guide/credits-spreadsheet/ and the program's own translations. A sheet
begins at the first row with a cell that starts with @; what stands above it is free text.
"""

import re
import unicodedata
from collections.abc import Iterable

LANGUAGES = ("en", "cs", "de", "es", "fr", "zh")

HEADINGS = {
    "head": ("Head", "Hlavička", "Kopf", "Encabezado", "Entête", "页眉"),
    "body": ("Body", "Tělo", "Körper", "Cuerpo", "Corps", "正文"),
    "tail": ("Tail", "Patka", "Fuß", "Base", "Pied", "页脚"),
    "vertical_gap": (
        "Vertical Gap",
        "Vertikální mezera",
        "Senkr. Lücke",
        "Separación Vertical",
        "Espace vertical",
        "纵向间距",
    ),
    "content_style": (
        "Content Style",
        "Styl obsahu",
        "Inhaltsstil",
        "Estilo del Contenido",
        "Style de contenu",
        "内容样式",
    ),
    "break_harmonization": (
        "Break Harmonization",
        "Porušit sjednocení",
        "Breche Angleichung",
        "Romper Armonización",
        "Casser l’harmonisation",
        "断开区块匹配",
    ),
    "spine_position": (
        "Spine Position",
        "Pozice páteře",
        "Spaltenposition",
        "Posición del Eje",
        "Position de la ligne guide",
        "轴线位置",
    ),
    "page_style": (
        "Page Style",
        "Styl stránky",
        "Seitenstil",
        "Estilo de Página",
        "Style de page",
        "页面样式",
    ),
    "page_runtime": (
        "Page Runtime",
        "Trvání stránky",
        "Seitenlaufzeit",
        "Tiempo de Ejecución de la Página",
        "Durée d’exécution de la page",
        "页面时长",
    ),
    "page_gap": ("Page Gap", "", "", "Espacio de la Página", "Écart de page", ""),
}
"""Column → its heading in each of LANGUAGES, without the @, in the order of Cinecred's own template.

Empty where it is not known to us: a heading with an @ that is not here is a column of Cinecred all the same.
"""

OLDER_HEADINGS = {
    "head": ("En-tête",),
    "vertical_gap": ("Vert. Gap", "Senkrechte Lücke"),
    "break_harmonization": (
        "Break Align",
        "Breche Ausrichtung",
        "Break Match",
        "Briser l’adaptation",
        "停止对齐",
    ),
    "spine_position": ("Column Pos.",),
}
"""Other spellings, most of them of versions before 1.8."""

OWN_COLUMNS = (
    "role",
    "role_as_printed",
    "role_language",
    "character",
    "character_language",
    "name",
    "affiliation",
    "kind",
    "headcount",
    "named_count",
    "absence_reason",
    "printed_as",
)
"""Columns that we add on the right. Cinecred warns of each once and leaves it alone; our reader needs no guess."""
SONG_COLUMNS = ("song", "song_kind", "song_label", "song_rights")
"""More of ours, in sheets that have songs."""

MARK_PATTERN = re.compile(r"(?<!\\)\{\{([^{}]*)\}\}")
"""`{{Blank}}`, `{{Style Name}}`, `{{Pic logo.svg}}`, `{{Video clip.mov}}`, in the user's language."""


def heading_key(text: str) -> str:
    """A heading folded for comparison, its @ included."""
    return unicodedata.normalize("NFKC", text).strip().casefold().replace("'", "’")


COLUMN_OF_HEADING = {
    heading_key(f"@{word}"): column
    for table in (HEADINGS, OLDER_HEADINGS)
    for column, words in table.items()
    for word in words
    if word
}


def is_heading_row(cells: Iterable[str]) -> bool:
    """Whether these are the headings of a Cinecred sheet: a head or a body is among them."""
    found = {COLUMN_OF_HEADING.get(heading_key(cell)) for cell in cells}
    return bool(found & {"head", "body"})


def escape_marks(text: str) -> str:
    """A text in which Cinecred sees no mark."""
    return text.replace("{{", r"\{{")


def unescape_marks(text: str) -> str:
    """The text of a cell as it is printed: marks gone, braces that were escaped back."""
    return MARK_PATTERN.sub("", text).replace(r"\{{", "{{").strip()
