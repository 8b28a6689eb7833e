from django.contrib import admin

from productions.desk.admin import (
    billing,
    contributor_page,
    difference,
    episodes_page,
    files_page,
    members_page,
    neighbours,
    overview,
    people_tab,
    preview,
    production_pages,
    release_entry,
    release_pages,
    renaming,
    roll_pages,
    unsaved_preview,
)

__all__ = [
    "billing",
    "contributor_page",
    "difference",
    "episodes_page",
    "files_page",
    "members_page",
    "neighbours",
    "overview",
    "people_tab",
    "preview",
    "production_pages",
    "release_entry",
    "release_pages",
    "renaming",
    "roll_pages",
    "unsaved_preview",
]

# A list of all tables beside every page would be longer than the page: they have one of their own (`all_records`).
admin.site.enable_nav_sidebar = False
