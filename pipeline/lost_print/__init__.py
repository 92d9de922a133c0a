"""Print of a page that was not read: put back where its shape tells it, else told."""
