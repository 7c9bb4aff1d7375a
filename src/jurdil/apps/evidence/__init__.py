"""Originals: taken in, hashed, kept, never changed."""
