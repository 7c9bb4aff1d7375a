"""Jurdil: from what a witness saw to a sanction carried out, or a silence on record."""
