"""Lines of one look as one paragraph, in a list or in the columns of a grid: typst sets a hundred lines of one paragraph in a third of the time of a hundred texts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

LOOK_KEYS = ("column", "height", "size", "white", "weight")
"""What the box of every text has, and texts that stand side by side in a list share."""
PLACE_KEYS = ("x", "width")
"""What lines of one paragraph share besides."""
OPTIONAL_LOOK_KEYS = ("written", "drop", "above")
"""What some texts have, and lines of one paragraph share."""
PLAIN_KEYS = frozenset({*LOOK_KEYS, *PLACE_KEYS, *OPTIONAL_LOOK_KEYS, "y", "text", "lane"})
"""What the box of a text has that is set as it is, in one piece."""
UNJOINED_PATTERN = re.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]|\s$")
"""Texts that would not stay one line (UAX #14), or whose spaces at the end are not those of a line's end."""

get_look, get_place = itemgetter(*LOOK_KEYS), itemgetter(*PLACE_KEYS)


def join_text_runs(cells: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The boxes of a page; texts that stand evenly below one another in one look are one box, in the columns of a grid too.

    It has the first one's place, its texts with line breaks between, `leading` pixels between its lines, and `rest`: how much higher it is than one of them.
    Boxes stay in their order, but for the columns of a list of one look, which follow one another.
    """
    return [run[0] if len(run) == 1 else build_run(run) for run in group_lines_of_look(cells)]


def build_run(run: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    first, second, last = run[0], run[1], run[-1]
    return {
        **first,
        "text": "\n".join([cell["text"] for cell in run]),
        "leading": second["y"] - first["y"] - first["size"],
        "rest": last["y"] - first["y"],
    }


def group_lines_of_look(cells: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Lines of one paragraph each; a box that is none by itself. Where the look changes, everything before comes first."""
    runs: list[list[Mapping[str, Any]]] = []
    columns: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    look: tuple[Any, ...] | None = None
    for cell in cells:
        own = get_look(cell) if "column" in cell else None
        if own is None or own != look:
            yield from runs
            runs, columns, look = [], {}, own
        if own is None or not is_plain_line(cell):
            runs.append([cell])
            continue
        place = (*get_place(cell), *(str(cell.get(key, "")) for key in OPTIONAL_LOOK_KEYS))
        run = columns.get(place)
        if run is not None and goes_on_evenly(run, cell):
            run.append(cell)
            continue
        columns[place] = run = [cell]
        runs.append(run)
    yield from runs


def goes_on_evenly(run: Sequence[Mapping[str, Any]], cell: Mapping[str, Any]) -> bool:
    """Whether a line stands as far below the last one as that below the one before; lines of one paragraph do not overlap."""
    below: int = cell["y"] - run[-1]["y"]
    return below >= cell["size"] and (len(run) == 1 or below == run[-1]["y"] - run[-2]["y"])


def is_plain_line(cell: Mapping[str, Any]) -> bool:
    """Whether the box is that of a text from left to right in one line, set as it is.

    A text that begins with no letter is set apart: in a paragraph its digits and quotation marks are of the script of the lines around it (UAX #24),
    and fonts have other forms of them for other scripts.
    """
    return (
        PLAIN_KEYS.issuperset(cell)
        and cell["text"][:1].isalpha()
        and "dir" not in cell.get("written", ())
        and not UNJOINED_PATTERN.search(cell["text"])
    )
