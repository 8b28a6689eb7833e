"""The pages of the cut sheet, for people and for its script."""

from productions.entry.admin import cut_sheet  # noqa: F401  It registers its pages.
