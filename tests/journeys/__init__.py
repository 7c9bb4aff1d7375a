"""Journeys: a real Chromium on real pages."""
