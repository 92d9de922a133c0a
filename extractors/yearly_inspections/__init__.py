"""The yearly inspections (年检合格记录): grids, tables and lists."""
