"""Training of the classifier that tells look-alike characters apart (``pipeline/glyphs``)."""
