from productions.desk.admin import (
    billing,
    difference,
    people_tab,
    preview,
    production_pages,
    renaming,
    unsaved_preview,
)

__all__ = [
    "billing",
    "difference",
    "people_tab",
    "preview",
    "production_pages",
    "renaming",
    "unsaved_preview",
]
