"""Certificates of other types than telecom's: a file for each draws its forms and enters what they say."""
