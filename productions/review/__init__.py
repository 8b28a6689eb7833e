"""What waits for somebody: drafts, conflicts, people who are missing, and how full the sheets are."""
