"""A PostgreSQL of the bench's own: Debian's package, a temporary folder, a free loopback port."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "''",
    "shared_buffers": "512MB",
    "effective_cache_size": "1GB",
    "work_mem": "32MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",  # all of it lies in memory
    "max_wal_size": "2GB",
    "log_min_messages": "warning",
    # synchronous_commit stays on: Neo4j too writes a transaction to the disk before it answers
}


class NoPostgres(Exception):
    """PostgreSQL's server programs are not on this machine, or may not run as this user."""


@contextmanager
def running(kept: Path | None = None, **settings: str) -> Iterator[str]:
    """The connection string of a database whose server ends with the context. Raises NoPostgres.

    Empty and gone afterwards; with a folder to be ``kept`` in, what that folder held before.
    """
    programs = installed()
    folder = kept or Path(tempfile.mkdtemp(prefix="depgraph-bench-pg-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield from _served(programs, folder, _SETTINGS | settings)
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def _served(programs: Path, folder: Path, settings: Mapping[str, str]) -> Iterator[str]:
    user = _user()
    if user:
        shutil.chown(folder, user.pw_name)
    port = free_port()
    if not (folder / "data").exists():
        _run(
            user,
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "bench",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
        )
    told = " ".join(f"-c {name}={value}" for name, value in {**settings, "port": str(port)}.items())
    control = [programs / "pg_ctl", "-D", folder / "data", "-w"]
    _run(user, *control, "-l", folder / "log", "-o", told, "start")
    try:
        yield f"host=127.0.0.1 port={port} user=bench dbname=postgres"
    finally:
        _run(user, *control, "-m", "fast", "stop")


def installed() -> Path:
    """The folder of the newest server programs, as Debian lays them, else those on PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("pg_ctl")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise NoPostgres("There is no /usr/lib/postgresql/*/bin/pg_ctl: apt-get install postgresql")


def _user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then its own user runs it, else whoever we are."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and there is no user postgres or nobody.")


def _run(user: pwd.struct_passwd | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        timeout=120,
        **({"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}),
    )
    if done.returncode:
        raise NoPostgres(f"{command[0]} failed: {(done.stderr or done.stdout).strip()[-500:]}")


def free_port() -> int:
    """A loopback port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
