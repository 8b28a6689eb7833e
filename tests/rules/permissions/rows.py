"""The table: every address of the site by its name."""

from tests.rules.permissions import rows_accounts, rows_api, rows_desk_entry, rows_staff

ROWS = rows_accounts.ROWS | rows_staff.ROWS | rows_api.ROWS | rows_desk_entry.ROWS
