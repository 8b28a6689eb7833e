"""What every answer of the API has: its form and headers, problems, limits, files."""
