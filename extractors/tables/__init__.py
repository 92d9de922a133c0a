"""Tables and lists of an annex, by printed rules or by pitch."""
