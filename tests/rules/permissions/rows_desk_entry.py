"""What each of them gets at the addresses that the sheets ask beside their pages."""

ROWS = {
    "productions_production_credit_list_ai": {"GET": "l- ooo --- - lll o", "POST": "l- xbb --- - lll b"},
}
