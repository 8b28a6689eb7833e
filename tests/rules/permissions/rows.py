ROWS: dict[str, dict[str, str]] = {}
