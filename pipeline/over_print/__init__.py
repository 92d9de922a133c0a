"""What lies over print, as watermarks and stamps in another colour: read by itself, and lifted off."""
