"""The lines of a page where a reader sees them, its rules, and what of its print is no value of any label."""
