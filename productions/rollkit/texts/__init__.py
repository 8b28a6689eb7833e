"""What a roll says besides names: labels, statements, notices, notes for reviewers."""
