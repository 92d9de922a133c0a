"""Rare characters of names and what they are read as, drawn, damaged, read and cut; the network's weights."""
