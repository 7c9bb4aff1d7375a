"""Filings, what authorities did and when, and what is due from whom."""
