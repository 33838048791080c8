"""What the machine's steps are drawn from: few of each, so that steps meet."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = ("fox", "owl", "yew")
CONTENTS = (b"a", b"bb", b"ccc")
FILE_NAMES = {"plain.ckpt": None, "fox_v1.ckpt": "v1", "fox-V2.ckpt": "V2"}
"""File names, and the version that each says."""
VERSION_DIGITS = 12
"""Digits of the content's hash that are the version where nothing else is: depgraph's choice."""
NOBODY = "0000000000000000"
"""An id that no asset has."""
IDS = {
    "scene_type": ("portrait", "street"),
    "scene": ("hall", "cellar", "alley"),
    "template": ("draft",),
    "job": ("night", "day"),
    "segment": ("s1", "s2", "s3"),
}
USED_AS = ("primary_model", "lora")
ROLES = st.sampled_from(USED_AS)
WEIGHTS = st.sampled_from([None, 0.5, 1.0])
SEVERITIES = st.sampled_from(["info", "warning", "critical"])
TEXTS = st.sampled_from([None, "soft", "a 'quoted' ünïcode text"])
PEOPLE = st.sampled_from([None, "ann", "bob"])
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "description": TEXTS,
        "metadata": st.sampled_from([None, {}, {"a": {"b": [1, None]}}]),
        "tags": st.sampled_from([None, [], ["x", "y"]]),
        "license": st.sampled_from([None, "MIT"]),
        "status": st.sampled_from(["active", "deprecated", "deprecated", "removed"]),
    },
)
REGISTRATIONS = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        # mostly one type, so that few are refused for another
        "asset_type": st.sampled_from(["model"] * 7 + ["lora"]),
    },
    optional={
        "version": st.sampled_from(["v1", "v2", "v3"]),
        "make_current": st.booleans(),
        "description": TEXTS,
        "tags": st.just(["sdxl"]),
        "license": st.just("MIT"),
        "registered_by": st.just("ann"),
        "metadata": st.just({"k": 1}),
    },
)
FILES = st.tuples(st.sampled_from(range(len(CONTENTS))), st.sampled_from(sorted(FILE_NAMES)))
