"""Append-only, hash-chained entries: every change of every stage is written here in its own transaction."""
