"""Printed dates under seals, read by a network of their own."""
