"""Certificates of no known type, and declarations proposed from them."""
