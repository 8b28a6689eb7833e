"""What Japanese endings say: each fact is recorded, asked for and printed in an ending of `tests/data/endings`."""
