"""One file for each outside thing. Nothing here knows Django or a case."""
