"""What a copy may be used for: stamps, typed text and watermarks."""
