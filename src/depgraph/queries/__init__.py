"""One function for each query of ``cypher/``: its parameters as keywords, its row as a model."""
