"""What knows no topic: refusals, names, identifiers, numbers, choices, what every table and query set has."""
