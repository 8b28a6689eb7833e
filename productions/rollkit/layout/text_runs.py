"""Neighbouring lines of one look as one paragraph: typst sets a hundred lines of one paragraph in a third of the time of a hundred texts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

LOOK_KEYS = ("column", "x", "width", "height", "size", "white", "weight")
"""What the box of every text has, and lines of one paragraph share."""
OPTIONAL_LOOK_KEYS = ("written", "drop", "above")
"""What some texts have, and lines of one paragraph share."""
PLAIN_KEYS = frozenset({*LOOK_KEYS, *OPTIONAL_LOOK_KEYS, "y", "text", "lane"})
"""What the box of a text has that is set as it is, in one piece."""
UNJOINED_PATTERN = re.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]|\s$")
"""Texts that would not stay one line (UAX #14), or whose spaces at the end are not those of a line's end."""

get_look = itemgetter(*LOOK_KEYS)


def join_text_runs(cells: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The boxes of a page in their order; neighbours that stand evenly below one another in one look are one box.

    It has the first one's place, its texts with line breaks between, `leading` pixels between its lines, and `rest`: how much higher it is than one of them.
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
    """Neighbours that are lines of one paragraph; a box that is none by itself."""
    run: list[Mapping[str, Any]] = []
    look: tuple[Any, ...] | None = None
    step = 0
    for cell in cells:
        own = (get_look(cell), *map(cell.get, OPTIONAL_LOOK_KEYS)) if is_plain_line(cell) else None
        if own is not None and own == look:
            below = cell["y"] - run[-1]["y"]
            # Lines of one paragraph do not overlap.
            if below >= cell["size"] and (len(run) == 1 or below == step):
                run.append(cell)
                step = below
                continue
        if run:
            yield run
        run, look = [cell], own
    if run:
        yield run


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
