"""Lines to meaning: pure functions from read pages to certificates. No files, images or database."""
