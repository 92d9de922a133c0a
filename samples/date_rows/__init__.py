"""How the network that reads printed dates under seals is trained: rows drawn, sealed, damaged and cut."""
