"""A whole studio at once, from files into an empty store: `depgraph import bulk`.

The files are read one after another and written as the tables that Neo4j's own offline import takes; no
server runs meanwhile. What the routes keep up to date write by write (which version is current, what
segments were made from, how many dependents an asset has) is worked out here once, by the same rules:
`depgraph doctor` finds nothing in what was loaded.
"""
