"""What an issue means, in Chinese and English."""
