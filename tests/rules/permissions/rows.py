"""The table: every address of the site by its name."""

from tests.rules.permissions import rows_accounts, rows_api, rows_desk_home, rows_desk_start, rows_staff

ROWS = rows_accounts.ROWS | rows_staff.ROWS | rows_api.ROWS | rows_desk_home.ROWS | rows_desk_start.ROWS
from tests.rules.permissions import rows_accounts, rows_api, rows_desk_people, rows_staff

STAFF_ROWS = rows_staff.ROWS | rows_desk_people.ROWS
ROWS = rows_accounts.ROWS | STAFF_ROWS | rows_api.ROWS
