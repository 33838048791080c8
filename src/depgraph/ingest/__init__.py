"""Readers of real ComfyUI outputs: bytes in, plain data out.

No database, no network, no web framework. The way through: `reading` opens a file (one
module a container below `containers/`), `graph` and its neighbours bring both formats of
ComfyUI into one form, `references` finds the models, `shape` names the scene type, and
`planning` makes of whole folders the plan that a writer sends to Neo4j.
"""
