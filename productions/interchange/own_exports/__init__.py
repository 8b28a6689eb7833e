"""What this site exports, read back: tables of a roll, the sheet for designers, tables of the API."""
