"""Exit codes of every command (contract section 2)."""

DONE = 0
FAILED = 1
USAGE = 2
FINDINGS = 3
UNREACHABLE = 4
