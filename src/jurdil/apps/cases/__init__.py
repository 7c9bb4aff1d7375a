"""From an incident to a case: the qualification worksheet, tracks, clocks."""
