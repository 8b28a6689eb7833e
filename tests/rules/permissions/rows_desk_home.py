"""The rows of the pages that say where one is (`rows_accounts` says how they are read and made)."""

# fmt: off
ROWS: dict[str, dict[str, str]] = {
    "productions_production_episodes": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
    "productions_production_files": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
    "productions_production_members": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
    "records": {"GET": "lo ooo ooo o lll o", "POST": "lo ooo ooo o lll o"},
    "productions_production_overview": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
}
