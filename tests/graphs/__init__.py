"""Small named graphs; each module draws its own in its first line and offers it as a Studio."""
