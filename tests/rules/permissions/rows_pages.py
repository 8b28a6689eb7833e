"""The rows of public pages: what each visitor gets, in the order and with the signs of `people.PEOPLE` and `walk.SIGNS`.

They know no account: what is private is there for nobody. `python -m tests.rules.permissions NAME` prints a line of this file
as it is measured: look at it, then paste it.
"""

# fmt: off
ROWS: dict[str, dict[str, str]] = {
    "pages:home": {"GET": "oo ooo ooo o ooo o"},
    "pages:search": {"GET": "oo ooo ooo o ooo o"},
    "pages:how-to-read": {"GET": "oo ooo ooo o ooo o"},
    "pages:statistics": {"GET": "oo ooo ooo o ooo o"},
    "pages:data": {"GET": "oo ooo ooo o ooo o"},
    "pages:site-picture": {"GET": "oo ooo ooo o ooo o"},
    "sitemap-index": {"GET": "oo ooo ooo o ooo o", "POST": "mm mmm mmm m mmm m"},
    "sitemap": {"GET": "oo ooo ooo o ooo o", "POST": "mm mmm mmm m mmm m"},
    "robots": {"GET": "oo ooo ooo o ooo o", "POST": "mm mmm mmm m mmm m"},
    "pages:production": {"GET": "-- --- --- - --- -"},
    "pages:production-box": {"GET": "-- --- --- - --- -"},
    "pages:production-picture": {"GET": "-- --- --- - --- -"},
    "pages:episode": {"GET": "-- --- --- - --- -"},
    "pages:episode-box": {"GET": "-- --- --- - --- -"},
    "pages:cut": {"GET": "-- --- --- - --- -"},
    "pages:cut-box": {"GET": "-- --- --- - --- -"},
    "pages:production-feed": {"GET": "-- --- --- - --- -"},
    "pages:person-feed": {"GET": "-- --- --- - --- -"},
    "pages:person": {"GET": "-- --- --- - --- -"},
    "pages:person-picture": {"GET": "-- --- --- - --- -"},
    "pages:studio": {"GET": "-- --- --- - --- -"},
    "pages:studio-picture": {"GET": "-- --- --- - --- -"},
    "pages:issue": {"GET": "-- --- --- - --- -"},
    "pages:issue-picture": {"GET": "-- --- --- - --- -"},
    "oembed": {"GET": "bb bbb bbb b bbb b", "POST": "mm mmm mmm m mmm m"},
    "issue-by-digest": {"GET": "-- --- --- - --- -", "POST": "mm mmm mmm m mmm m"},
    "pages:role": {"GET": "oo ooo ooo o ooo o"},
    "pages:ai-system": {"GET": "-- --- --- - --- -"},
}
