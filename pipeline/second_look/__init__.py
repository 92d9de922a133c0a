"""What was read in part is looked at again from its own place before a person is asked (issue 3)."""
