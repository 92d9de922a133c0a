"""What the project's own networks have in common: their layers, and their weights as text."""
