"""What happens to a page on its way into an archive, on pixels, each step seeded."""
