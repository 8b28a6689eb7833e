"""The pages of the cut sheet, for people and for its script."""

from productions.entry.admin import credit_list, cut_sheet, episode_from, series_staff  # noqa: F401  They register pages.
