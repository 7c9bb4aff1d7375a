"""The queue, and two assessments that know nothing of each other."""
