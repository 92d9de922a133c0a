"""How bytes move: load, preprocess, recognize, find seals, run, store, and the command line."""
