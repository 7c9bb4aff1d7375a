"""Elections, candidate pairs, regions, offices of authorities, and our own calendar table."""
