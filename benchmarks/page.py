"""The floor of a preview: one screen of rows, set by typst and drawn by PDFium in a process that does nothing else.

    python -m benchmarks.page FILE

FILE holds the page as JSON. Prints the seconds from before the libraries are imported to the pixels, and those of a
second time.
"""

import sys
import time
from pathlib import Path

STARTED = time.perf_counter()

import pypdfium2  # noqa: E402
import typst  # noqa: E402

from productions.rollkit.fonts.font_set import SHIPPED_FONTS  # noqa: E402

TEMPLATE = Path(__file__).parent.parent / "productions" / "rollkit" / "layout" / "strip.typ"


def draw(data: str) -> None:
    """The page's pixels, at 1 a unit."""
    pdf = typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=list(SHIPPED_FONTS.folders),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    document = pypdfium2.PdfDocument(pdf)
    bytes(document[0].render(scale=1).buffer)
    document.close()


def main() -> None:
    data = Path(sys.argv[1]).read_text()
    draw(data)
    again = time.perf_counter()
    draw(data)
    print(again - STARTED, time.perf_counter() - again)


if __name__ == "__main__":
    main()
