"""People of the alliance, their roles, and how they come in."""
