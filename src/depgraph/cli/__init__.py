"""The command line: one module for each command.

Exit codes: 0 done, 1 failed, 2 usage, 3 findings (something is missing, skipped or invalid),
4 database not reachable. Every command that reports has --json.
"""

from depgraph.cli.main import main

__all__ = ["main"]
