"""Look-alike characters (l and 1, O and 0) told apart by the shape of their glyphs."""
