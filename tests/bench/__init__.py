"""``make bench``: licet end to end beside what else reads the same pages, in turns."""
