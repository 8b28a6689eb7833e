"""The table: every address of the site by its name."""

from tests.rules.permissions import rows_accounts, rows_api, rows_desk_lists, rows_staff

ROWS = rows_accounts.ROWS | rows_staff.ROWS | rows_desk_lists.ROWS | rows_api.ROWS
