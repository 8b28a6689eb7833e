"""What everybody gets at the tabs of releases and rolls; see `rows_staff`."""

ROWS: dict[str, dict[str, str]] = {
    "productions_production_releases": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
    "productions_production_rolls": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
    "productions_production_rolls_download": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
    "productions_release_exports": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
}
