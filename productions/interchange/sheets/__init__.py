"""Credit sheets, CSV or XLSX."""
