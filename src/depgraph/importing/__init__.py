"""Imports: the plan of `ingest` written to the graph, in whole batches that can be repeated."""

from depgraph.importing.comfyui import import_comfyui, write_plan
from depgraph.importing.receipt_file import import_receipts

__all__ = ["import_comfyui", "import_receipts", "write_plan"]
