"""The rows of the desk's pages about people (see `rows_staff`)."""

# fmt: off
ROWS: dict[str, dict[str, str]] = {
    "productions_production_people": {"GET": "l- ooo --- - lll o", "POST": "l- ooo --- - lll o"},
    "productions_production_people_rename": {"GET": "l- x-- --- - lll -", "POST": "l- x-- --- - lll -"},
    "productions_production_people_rename_undo": {"GET": "l- x-- --- - lll -", "POST": "l- x-- --- - lll -"},
    "productions_contributor_split": {"GET": "l- ooo --- o lll o", "POST": "l- oww --- o lll w"},
    "productions_contributor_undo_split": {"GET": "l- ooo --- o lll o", "POST": "l- ooo --- o lll o"},
}
