"""The domain in plain Python: no Django, clock, disk, network, settings or randomness."""
