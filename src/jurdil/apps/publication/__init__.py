"""Public numbers with their denominators, small counts suppressed."""
