"""What a page says and is, whose it is, and which pages make one certificate."""
