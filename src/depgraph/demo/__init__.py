"""A small studio of our own making, for a first look: `depgraph demo`."""

from depgraph.demo.load import load

__all__ = ["load"]
