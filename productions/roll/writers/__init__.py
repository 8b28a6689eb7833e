"""The formats of a roll: one module each, which do not know one another. JSON is the lossless one."""

from typing import BinaryIO, Protocol

from productions.roll.document import RollDocument
from productions.roll.layout import Progress
from productions.roll.writers import (
    as_cinecred,
    as_csv,
    as_html,
    as_json,
    as_pdf,
    as_screen,
    as_sheet,
    as_txt,
    as_xlsx,
)


class Writer(Protocol):
    """What a writer module declares: its suffix, its media type, whether it keeps everything, and `write`.

    `write` puts the document's bytes into `out`; the same document and language give the same bytes.
    """

    SUFFIX: str
    MEDIA_TYPE: str
    LOSSLESS: bool

    def write(
        self, document: RollDocument, out: BinaryIO, *, lang: str = "ja", progress: Progress = ...
    ) -> None: ...


WRITERS: dict[str, Writer] = {
    "pdf": as_pdf,
    "html": as_html,
    "txt": as_txt,
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": as_json,
    "cinecred": as_cinecred,
    "sheet": as_sheet,
    "screen": as_screen,
}
