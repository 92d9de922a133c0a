"""Dates and years that a form was filled in with by hand, read by a network of their own (issue 3)."""
