"""Write the contact sheets of all shipped templates: `make looks`.

    python -m tests.contact_sheets [FOLDER] [--templates NAME …] [--names 159 1500] [--languages ja en] [--rasters 1920x1080 …] [--jobs 2]

Needs no database. The folder gets a page (`index.html`) with every sheet and some whole screens; what a roll refuses is
there as its sentence.
"""

import argparse
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from html import escape
from itertools import groupby, product
from pathlib import Path

from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from tests.contact_sheets.sheets import LANGUAGES, LISTS, RASTERS, Sheet, SheetOrder, make_sheet

STYLE = """
body{margin:2rem;background:#222;color:#ddd;font:15px/1.5 system-ui,sans-serif}
h2{margin:3rem 0 .5rem;border-bottom:1px solid #555}h3{margin:1.5rem 0 .3rem;font-size:1rem}
img{max-width:100%;display:block}.whole{display:flex;gap:.5rem;flex-wrap:wrap}.whole img{max-width:31vw}
.refused{background:#522;color:#fdd;padding:.5rem .8rem;border-radius:4px}a{color:#9cf}
"""


def write_sheets(orders: Sequence[SheetOrder], folder: Path, jobs: int) -> list[Sheet]:
    """All sheets, some at a time, in the order that was asked for; each is told when it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[SheetOrder, Sheet] = {}
    with ProcessPoolExecutor(jobs) as pool:
        asked = [pool.submit(make_sheet, order, folder) for order in orders]
        for number, each in enumerate(as_completed(asked), 1):
            sheet = each.result()
            found[sheet.order] = sheet
            said = " ".join(sheet.refused) if sheet.refused else sheet.told
            print(f"{number}/{len(orders)} {' · '.join(sheet.order)}: {said}", flush=True)
    return [found[order] for order in orders]


def build_page(sheets: Iterable[Sheet]) -> str:
    """The page that shows them, a part for each template."""
    parts = [
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Looks</title><style>{STYLE}</style><h1>Looks</h1>'
    ]
    for template, group in groupby(sheets, key=lambda sheet: sheet.order.template):
        parts.append(f"<h2>{escape(template)}</h2>")
        for sheet in group:
            parts.append(f"<h3>{escape(' · '.join(sheet.order[1:]))}</h3><p>{escape(sheet.told)}</p>")
            parts += [f'<p class="refused">{escape(sentence)}</p>' for sentence in sheet.refused]
            if sheet.picture:
                parts.append(
                    f'<a href="{sheet.picture}"><img loading="lazy" src="{sheet.picture}" alt=""></a>'
                )
            whole = "".join(
                f'<a href="{name}"><img loading="lazy" src="{name}" alt=""></a>' for name in sheet.whole
            )
            parts.append(f'<div class="whole">{whole}</div>')
    return "\n".join(parts)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.contact_sheets", description="Contact sheets of the shipped templates."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("var/looks"))
    parser.add_argument(
        "--templates", nargs="+", choices=SHIPPED_TEMPLATES, default=list(SHIPPED_TEMPLATES), metavar="NAME"
    )
    parser.add_argument("--names", nargs="+", choices=LISTS, default=list(LISTS))
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--rasters", nargs="+", choices=RASTERS, default=list(RASTERS))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args(arguments)
    orders = [
        SheetOrder(*each) for each in product(asked.templates, asked.names, asked.languages, asked.rasters)
    ]
    sheets = write_sheets(orders, asked.folder, asked.jobs)
    page = asked.folder / "index.html"
    page.write_text(build_page(sheets), "utf-8")
    print(page)


if __name__ == "__main__":
    main()
