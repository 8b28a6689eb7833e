"""The rows of what lists of the staff have besides themselves; see `rows_staff`."""

# fmt: off
ROWS: dict[str, dict[str, str]] = {
    "saved-views": {"GET": "lm mmm mmm m lll m", "POST": "l- --- --- - lll -"},
}
