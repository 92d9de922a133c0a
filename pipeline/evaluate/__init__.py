"""Measures what was read against what is printed: the figures behind every claim about licet."""
