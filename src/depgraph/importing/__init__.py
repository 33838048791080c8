"""Imports: the plan of `ingest` written to the graph, in whole batches that can be repeated."""

from depgraph.importing.comfyui import import_comfyui, write_plan

__all__ = ["import_comfyui", "write_plan"]
