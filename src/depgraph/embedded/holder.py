"""Says who holds a store."""

from __future__ import annotations

from depgraph.embedded.store import Store, read_state
from depgraph.errors import StoreInUse


def in_use(store: Store) -> StoreInUse:
    """The error that names the holder: which command, which processes, since when."""
    state = read_state(store)
    who = f"{state.holder} since {state.started_at}" if state else "a process that is just starting"
    return StoreInUse(f"The store in {store.root} is held by {who}.")
