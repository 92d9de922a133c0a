"""Pages of characters that their file names: believed where the page shows the same, filled up from it."""
