"""Thin Django apps, one for each stage. A stage imports only earlier ones."""
