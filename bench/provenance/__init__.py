"""The provenance bench: receipts, reports and what is stale, at several sizes, beside two relational designs.

``python -m bench provenance`` makes a studio as the files of ``depgraph import bulk``, loads it into an
embedded Neo4j and, from the same rows, into PostgreSQL in two designs; compares the answers of all three,
then times them interleaved in one run. docs/benchmarks.md reads the result.
"""
