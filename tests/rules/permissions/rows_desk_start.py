"""Pages of the desk that begin something: episodes by a range, an episode from the last one's staff."""

ROWS = {
    "productions_production_credit_list_series": {"GET": "l- ooo --- - lll o", "POST": "l- xoo --- - lll o"},
    "productions_production_episode_from": {"GET": "l- xoo --- - lll o", "POST": "l- xoo --- - lll o"},
    "productions_production_episode_range": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
}
