"""Bytes to pages: the type by content, images, TIFF stacks and PDF, one page in memory at a time."""
