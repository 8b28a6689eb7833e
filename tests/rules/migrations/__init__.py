"""The linter of migrations, in `make lint`: `python -m tests.rules.migrations`. Expand, migrate, contract.

Code of the last version (the last line of `.ci/versions`) runs on today's schema while a deploy lasts, and again when it is taken back.
So the whole of what is newer is compared with what that version knew, and each newer migration is read for what locks a large table.
Where a migration is right all the same, its class says so: `allowed = {"index": "the table has a row a production"}`.

django-migration-linter reads the SQL of the connected database: SQLite's, with an empty environment.
"""
