"""The outside: one module for each noun of the contract; a handler is one statement."""
