"""Domains of sites, each with its own text, place and scores."""
