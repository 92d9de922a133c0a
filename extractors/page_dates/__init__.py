"""Dates and periods as they stand on a page."""
