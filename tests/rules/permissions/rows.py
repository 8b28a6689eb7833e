"""The table: every address of the site by its name."""

from tests.rules.permissions import (
    rows_accounts,
    rows_api,
    rows_api_parts,
    rows_desk_entry,
    rows_desk_history,
    rows_desk_home,
    rows_desk_lists,
    rows_desk_people,
    rows_desk_releases,
    rows_desk_review,
    rows_desk_start,
    rows_pages,
    rows_staff,
    rows_staff_works,
)

DESK_ROWS = (
    rows_desk_entry.ROWS
    | rows_desk_history.ROWS
    | rows_desk_home.ROWS
    | rows_desk_lists.ROWS
    | rows_desk_people.ROWS
    | rows_desk_releases.ROWS
    | rows_desk_review.ROWS
    | rows_desk_start.ROWS
)
API_ROWS = rows_api.ROWS | rows_api_parts.ROWS
STAFF_ROWS = rows_staff.ROWS | rows_staff_works.ROWS
ROWS = rows_accounts.ROWS | rows_pages.ROWS | API_ROWS | STAFF_ROWS | DESK_ROWS
