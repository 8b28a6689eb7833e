"""The rows of the review queue and the heat map."""

ROWS = {
    "productions_production_review": {"GET": "l- ooo --- - lll o", "POST": "l- xoo --- - lll o"},
    "productions_production_heat_map": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
}
