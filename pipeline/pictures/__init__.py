"""Pictures cut, made smaller, and looked at as pixels, whatever they show."""
