"""What licenses say that are written as sentences."""
