"""How much of a foreign file is ever read or unpacked. A file beyond a limit is skipped, never read whole."""

MAX_TEXT_BYTES = 16 * 1024 * 1024
"""One text: a chunk, a tag, a JSON file, before and after unpacking. Real prompts stay below 1 MB."""

MAX_TEXTS_BYTES = 3 * MAX_TEXT_BYTES
"""All texts of one file, with their keys and PAIR_BYTES for each."""

PAIR_BYTES = 64
"""What a key and its text take in memory beside their letters: millions can be empty."""

MAX_PARTS = 200_000
"""Chunks, blocks, boxes, pages, frames or elements looked at in a row (1.6 GB of PNG chunks of 8 KB)."""

MAX_NODES = 20_000
"""Nodes of one graph after its subgraphs are unfolded."""

MAX_SUBGRAPH_DEPTH = 32
"""Subgraphs inside subgraphs."""

MAX_HIDDEN_PIXELS = 16 * 1024 * 1024
"""Pixels of a picture that is unpacked to look for a hidden text (64 MB, unpacked)."""

MAX_HIDDEN_BYTES = 5 * MAX_HIDDEN_PIXELS
"""Of the file of such a picture: what unpacks it keeps chunks that it does not know in memory."""
