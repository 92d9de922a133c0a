"""Which lines are whose value, and what of a value may be lost."""
