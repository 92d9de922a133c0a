"""The special provisions: clauses, their items, and the laws that they cite."""
