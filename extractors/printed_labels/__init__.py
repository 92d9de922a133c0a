"""The printed labels of a page: spaced out, torn, wrapped, misread."""
