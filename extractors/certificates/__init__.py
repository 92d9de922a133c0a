"""What is peculiar to one certificate, and no declaration can say."""
