"""Lines of Latin print read once more, by a network of their own."""
