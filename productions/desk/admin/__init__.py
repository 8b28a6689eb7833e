from productions.desk.admin import (
    billing,
    difference,
    preview,
    production_pages,
    release_entry,
    release_pages,
    roll_pages,
    unsaved_preview,
)

__all__ = [
    "billing",
    "difference",
    "preview",
    "production_pages",
    "release_entry",
    "release_pages",
    "roll_pages",
    "unsaved_preview",
]
