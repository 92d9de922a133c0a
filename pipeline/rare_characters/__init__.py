"""Characters of people's names that the recognizer hardly knows, told by their shape."""
