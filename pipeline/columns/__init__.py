"""Networks that read a line column by column, and the texts that their columns may spell."""
