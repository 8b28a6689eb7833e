"""`python -m tests.trade --docs` writes the facts into docs/trade.md; without it they are shown."""

import sys

from tests.trade.pages import PAGE, replace_tables, write_tables

if __name__ == "__main__":
    if sys.argv[1:] == ["--docs"]:
        PAGE.write_text(replace_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(write_tables(), end="")
