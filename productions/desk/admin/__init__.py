from productions.desk.admin import (
    billing,
    contributor_page,
    difference,
    people_tab,
    preview,
    production_pages,
    renaming,
    unsaved_preview,
)

__all__ = [
    "billing",
    "contributor_page",
    "difference",
    "people_tab",
    "preview",
    "production_pages",
    "renaming",
    "unsaved_preview",
]
