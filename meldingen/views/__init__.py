"""Pages of what comes in: the front, the vindplaatsen, paper, and what we say about ourselves."""
