"""Documents, exhibits, and the bundle that anyone can check."""
