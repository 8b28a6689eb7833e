"""The table: every address of the site by its name."""

from tests.rules.permissions import rows_accounts, rows_api, rows_desk_releases, rows_staff

STAFF_ROWS = rows_staff.ROWS | rows_desk_releases.ROWS
ROWS = rows_accounts.ROWS | STAFF_ROWS | rows_api.ROWS
