"""The rows of public pages: what each visitor gets, in the order and with the signs of `people.PEOPLE` and `walk.SIGNS`.

They know no account: what is private is there for nobody. `python -m tests.rules.permissions NAME` prints a line of this file
as it is measured: look at it, then paste it.
"""

# fmt: off
ROWS: dict[str, dict[str, str]] = {
    "pages:home": {"GET": "oo ooo ooo o ooo o"},
    "pages:search": {"GET": "oo ooo ooo o ooo o"},
    "pages:how-to-read": {"GET": "oo ooo ooo o ooo o"},
    "pages:data": {"GET": "oo ooo ooo o ooo o"},
    "sitemap-index": {"GET": "oo ooo ooo o ooo o", "POST": "mm mmm mmm m mmm m"},
    "sitemap": {"GET": "oo ooo ooo o ooo o", "POST": "mm mmm mmm m mmm m"},
    "robots": {"GET": "oo ooo ooo o ooo o", "POST": "mm mmm mmm m mmm m"},
    "pages:production": {"GET": "-- --- --- - --- -"},
    "pages:episode": {"GET": "-- --- --- - --- -"},
    "pages:cut": {"GET": "-- --- --- - --- -"},
    "pages:production-feed": {"GET": "-- --- --- - --- -"},
    "pages:person-feed": {"GET": "-- --- --- - --- -"},
    "pages:person": {"GET": "-- --- --- - --- -"},
    "pages:studio": {"GET": "-- --- --- - --- -"},
    "pages:issue": {"GET": "-- --- --- - --- -"},
    "issue-by-digest": {"GET": "-- --- --- - --- -", "POST": "mm mmm mmm m mmm m"},
    "pages:role": {"GET": "oo ooo ooo o ooo o"},
    "pages:ai-system": {"GET": "-- --- --- - --- -"},
}
