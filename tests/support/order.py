"""In which order files are tried: what takes long first, and the database forgets its plans early.

Planning all statements of the catalog takes a minute; asking them takes none. The tests of their plans
plan them all, and whoever comes afterwards on the same server finds them planned. So those come before
them that make the database forget every plan: by another schema, or by asking for plans anew.
"""

from __future__ import annotations

from pathlib import PurePath

FIRST = (
    # with servers of their own, and few tests: a worker that begins one of these late is waited for
    "bench/test_provenance_bench_runs.py",
    # plans are forgotten
    "schema/test_apply.py",
    "queries/test_usage_costs.py",
    "queries/test_work_costs.py",
    "queries/test_asset_search_plans.py",
    # and made, for all that follows
    "static/test_catalog.py",
    "static/test_one_answer_one_query.py",
    # again with servers of their own
    "crash",
    "embedded/test_an_owned_server.py",
    "embedded/test_a_running_server.py",
    "importing/test_bulk.py",
    "export/test_cypher_script_in_another_neo4j.py",
    # long ones
    "bench",
    "contract",
    "properties",
    "races",
    "queries",
    "importing",
    "provenance",
    "schema",
    "cli",
    "api",
)
"""Files and folders below tests/; all others follow as they are found."""


def place(path: PurePath) -> int:
    """Where a file of tests (as it is named below tests/) stands among the others."""
    names = {path.as_posix(), *(above.as_posix() for above in path.parents)}
    return next((number for number, name in enumerate(FIRST) if name in names), len(FIRST))
