"""The bench: every question over HTTP, beside the floor and beside the relational design.

``python -m bench`` makes a studio, loads it into a Neo4j and a PostgreSQL of its own, compares
the answers of both, then times them interleaved in one run. docs/benchmarks.md reads the result.
"""
