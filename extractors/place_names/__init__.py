"""Names of places, as lists of areas print them and as they are misread."""
