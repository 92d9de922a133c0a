"""The desk: a web application where people check what licet doubts, and programs ask for records."""
