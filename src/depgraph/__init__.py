"""Dependencies and provenance of generative studios, answered from a Neo4j graph."""
