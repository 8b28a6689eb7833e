"""The rows of a role over several cards, where one has no room for all of them."""

from collections.abc import Iterator, Sequence

from productions.rollkit.layout.boxes import Row


def paginate_rows(rows: Sequence[Row], room: int | None) -> list[Sequence[Row]]:
    """The rows in as few runs as fit into `room`, each about as long as the others; rows that tie stay together.

    A run that begins below a studio's heading has it again. One that cannot be parted stays whole, however high:
    whoever packs cards refuses it by name.
    """
    if room is None or sum(row.height for row in rows) <= room:
        return [rows]
    for count in range(2, len(rows)):
        runs = list(split_rows_evenly(rows, count))
        if all(sum(row.height for row in run) <= room for run in runs):
            return runs
    return list(split_rows_evenly(rows, len(rows)))


def split_rows_evenly(rows: Sequence[Row], count: int) -> Iterator[Sequence[Row]]:
    """Runs of about as many names each: a row that ties belongs to the next that does not."""
    ends = [index for index, row in enumerate(rows, 1) if not row.ties or index == len(rows)]
    start = 0
    for share in range(1, count + 1):
        end = ends[len(ends) * share // count - 1] if len(ends) * share // count else 0
        if end > start:
            yield begin_run(rows[start:end])
            start = end


def begin_run(run: Sequence[Row]) -> Sequence[Row]:
    """The run without room above it, and below the studio that its first name is of."""
    while not run[0].cells:
        run = run[1:]
    return [*run[0].heading, *run]
