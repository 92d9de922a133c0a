"""How the files of a run are shared out: one after another, over processes, over machines."""
