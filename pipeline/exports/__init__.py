"""Certificates to files that other programs read."""
