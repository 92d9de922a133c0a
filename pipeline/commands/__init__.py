"""One module a command: its options, its words, its exit status."""
