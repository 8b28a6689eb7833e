"""Digital timesheets (XDTS, TDTS): who filled the sheet of which cut."""
