"""The tables that are known by their headings, and what reads each."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from productions.interchange.cinecred.cinecred_sheet import read_cinecred_credits
from productions.interchange.files.own_sheets import knows_own_headings, read_own_sheet
from productions.interchange.own_exports.api_tables import knows_api_credits, knows_api_staff, read_api_table
from productions.interchange.own_exports.designer_table import knows_designer_table, read_designer_table
from productions.interchange.own_exports.roll_table import knows_roll_table, read_roll_table
from productions.interchange.shapes.database_shapes import DATABASE_SHAPES
from productions.interchange.shapes.episode_matrix import knows_episode_matrix, read_episode_matrix
from productions.interchange.shapes.matrix_table import knows_matrix_headings, read_matrix
from productions.interchange.shapes.roll_lists import knows_moviecredits, read_moviecredits
from productions.interchange.shapes.table_shape import read_shaped_table
from productions.interchange.shapes.wikidata_table import knows_wikidata_headings, read_wikidata_table
from productions.interchange.sheets.credit_row import CreditSheet, ReadingOptions
from productions.interchange.sheets.sheet import Sheet
from productions.interchange.trackers.tracker_headings import looks_like_tracker
from productions.interchange.trackers.tracker_reader import read_tracker
from productions.shared.cinecred import is_heading_row as knows_cinecred_headings


class TableReader(NamedTuple):
    """`knows` the headings, as they stand in the file, and `read` what is below them."""

    knows: Callable[[Sequence[str]], bool]
    read: Callable[[Sheet, ReadingOptions], CreditSheet]


TABLE_READERS: tuple[TableReader, ...] = (
    TableReader(knows_cinecred_headings, read_cinecred_credits),
    TableReader(knows_roll_table, read_roll_table),
    TableReader(knows_designer_table, read_designer_table),
    TableReader(knows_api_staff, read_api_table),
    TableReader(knows_api_credits, read_api_table),
    *(TableReader(shape.knows, partial(read_shaped_table, shape)) for shape in DATABASE_SHAPES),
    TableReader(knows_wikidata_headings, read_wikidata_table),
    TableReader(looks_like_tracker, lambda table, options: read_tracker(table)),
    TableReader(knows_moviecredits, read_moviecredits),
    TableReader(knows_episode_matrix, read_episode_matrix),
    TableReader(knows_matrix_headings, read_matrix),
    TableReader(knows_own_headings, read_own_sheet),
)
"""Tried in this order: what is sure first, a credit sheet of ours last, since its words stand in other tables too."""


def knows_other_headings(headings: Sequence[str]) -> bool:
    """Whether these are the headings of a table that is no credit sheet of ours: those say by themselves what they are."""
    reader = find_table_reader(headings)
    return reader is not None and reader is not TABLE_READERS[-1]


def find_table_reader(headings: Sequence[str]) -> TableReader | None:
    """The first reader that knows these headings."""
    return next((reader for reader in TABLE_READERS if reader.knows(headings)), None)
