"""Who issued a certificate, by its seals and by print."""
