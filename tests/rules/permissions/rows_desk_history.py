"""The rows of the history, what was removed, the search and the marker of what is new."""

ROWS: dict[str, dict[str, str]] = {
    "news": {"GET": "lo ooo ooo o lll o", "POST": "lo ooo ooo o lll o"},
    "take_back": {"GET": "l- xoo --- - lll o", "POST": "l- xww --- - lll w"},
    "search": {"GET": "lo ooo ooo o lll o", "POST": "lo ooo ooo o lll o"},
    "productions_production_history_removed": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
}
