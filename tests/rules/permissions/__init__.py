"""What `tests/rules/test_permissions.py` is made of: `world` plants secrets in a private production, `people` are those
who ask, `rows` says what each of them gets at every address, `walk` asks, and `asks` knows what is asked.

`python -m tests.rules.permissions NAME …` prints the rows of these addresses as they are measured, to be looked at and
pasted; `--docs` writes `docs/permissions.md` from the table.
"""
