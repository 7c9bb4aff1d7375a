"""The public page keeps nothing of its own: it counts what the stages hold."""
