"""What the data is: geometry, pages, fields, certificates, outcomes, errors, tables, type declarations.

Every value that passes between stages is defined here, is immutable, and survives a round
trip through JSON. Nothing here reads a file, an image or a database.
"""
