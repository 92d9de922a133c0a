"""How the network that reads lines of Latin print is trained: pages of domains, drawn, damaged and read."""
