"""Makes a database cluster: files, roles, databases, who may connect to what."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import shutil
import subprocess
from pathlib import Path

from launcher.account import Account
from launcher.faults import DatabaseFailed, DiskFull, OtherDatabaseVersion, free_mb

SUPERUSER = "postgres"
ROLES = ("openlevy", "sandbox")
_LEAST_FREE_MB = 256

# Sizes for a small machine. Durability (fsync, synchronous_commit, full_page_writes) is left as
# PostgreSQL has it: on. Parallel plans are off because containers give /dev/shm 64 MB. Errors
# are logged without the statement and the row, which hold people's data.
_SETTINGS = """
# -- OpenLevy --
shared_buffers = 256MB
max_connections = 80
max_wal_size = 1GB
max_parallel_workers_per_gather = 0
max_parallel_maintenance_workers = 0
jit = off
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
log_line_prefix = '%m [%p] %q%u@%d '
log_error_verbosity = terse
log_min_error_statement = panic
password_encryption = 'scram-sha-256'
"""


def make_cluster(home: Path, programs: Path, account: Account, *, for_tests: bool) -> None:
    """Makes ``home/cluster`` and ``home/secrets.json`` unless they are there.

    All is built beside its place and renamed in, so an interrupted start leaves nothing half.
    With ``for_tests`` the roles may create databases. Errors: ``DiskFull``, ``DatabaseFailed``.
    """
    if (home / "cluster").exists():
        return
    _require_room(home)
    passwords = {role: secrets.token_urlsafe(24) for role in (SUPERUSER, *ROLES)}
    write_private(home / "secrets.json", json.dumps(passwords))
    making = home / "cluster.making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    account.own(making)
    _initdb(making, programs, account)
    with (making / "postgresql.conf").open("a") as settings:
        settings.write(_SETTINGS)
    _fill(making, programs, account, _first_statements(passwords, for_tests=for_tests))
    making.rename(home / "cluster")


def require_same_version(cluster: Path, programs: Path) -> None:
    """``OtherDatabaseVersion`` when the files belong to another major version."""
    ours = (
        subprocess.run(
            [programs / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        .stdout.split()[2]
        .split(".")[0]
    )
    found = (cluster / "PG_VERSION").read_text().strip()
    if found != ours:
        raise OtherDatabaseVersion(cluster, found, ours)


def write_access_rules(cluster: Path, account: Account, *, for_tests: bool) -> None:
    """Writes pg_hba.conf: each role reaches its own database alone, by password, from here."""
    pairs = [("all", SUPERUSER), *((role, role) for role in ROLES)]
    if for_tests:  # databases made by the tests have names not known here
        pairs = [("all", "all")]
    rules = [f"host {database} {role} 127.0.0.1/32 scram-sha-256" for database, role in pairs]
    path = cluster / "pg_hba.conf"
    write_private(path, "\n".join(["# written at every start", *rules, ""]))
    account.own(path)


def write_private(path: Path, text: str) -> None:
    """Writes a file that only its owner reads, whole or not at all."""
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)


def clean_environment() -> dict[str, str]:
    """The environment without what steers PostgreSQL's programs from outside."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C"}


def fault_from_log(text: str, log: Path) -> DiskFull | DatabaseFailed:
    """The reason that PostgreSQL's own words give."""
    if "No space left on device" in text or "Disk quota exceeded" in text:
        return DiskFull(log.parent, free_mb(log.parent))
    told = [line for line in text.splitlines() if "FATAL" in line or "PANIC" in line]
    told = told or [line for line in text.splitlines() if "rror" in line or "ERROR" in line]
    return DatabaseFailed(log, told[-1].strip() if told else "")


def _require_room(home: Path) -> None:
    if free_mb(home) < _LEAST_FREE_MB:
        raise DiskFull(home, free_mb(home))


def _initdb(cluster: Path, programs: Path, account: Account) -> None:
    # "trust" never serves anybody: the rules are written anew before the first start.
    done = subprocess.run(
        [programs / "initdb", "-D", cluster, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8",
         "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
         "--no-instructions"],
        cwd=cluster, env=clean_environment(), capture_output=True, text=True, check=False,
        **account.popen(),
    )  # fmt: skip
    if done.returncode != 0:
        raise fault_from_log(done.stderr + done.stdout, cluster)


def _fill(cluster: Path, programs: Path, account: Account, statements: list[str]) -> None:
    # PostgreSQL's single-user mode takes a statement a line, opens no port, and goes on after an
    # error, so the errors are looked for in what it says.
    done = subprocess.run(
        [programs / "postgres", "--single", "-D", cluster, "postgres"],
        cwd=cluster, env=clean_environment(), capture_output=True, text=True, check=False,
        input="\n".join(statements) + "\n", **account.popen(),
    )  # fmt: skip
    if done.returncode != 0 or any(word in done.stderr for word in ("ERROR:", "FATAL:", "PANIC:")):
        raise fault_from_log(done.stderr, cluster)


def _first_statements(passwords: dict[str, str], *, for_tests: bool) -> list[str]:
    right = "CREATEDB" if for_tests else "NOCREATEDB"
    verifiers = {role: _scram_verifier(password) for role, password in passwords.items()}
    statements = [f"ALTER ROLE {SUPERUSER} PASSWORD '{verifiers[SUPERUSER]}';"]
    for role in ROLES:
        statements += [
            f"CREATE ROLE {role} LOGIN {right} PASSWORD '{verifiers[role]}';",
            f"CREATE DATABASE {role} OWNER {role};",
            f"REVOKE ALL ON DATABASE {role} FROM PUBLIC;",
        ]
    statements.append("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;")
    if for_tests:  # the test framework creates databases from there
        statements.append(f"GRANT CONNECT ON DATABASE postgres TO {', '.join(ROLES)};")
    return statements


def _scram_verifier(password: str) -> str:
    """What PostgreSQL stores for a password (RFC 5803), so that none is ever sent or logged."""
    salt, rounds = secrets.token_bytes(16), 4096
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    parts = (salt, hashlib.sha256(client_key).digest(), server_key)
    salt64, stored64, server64 = (base64.b64encode(part).decode() for part in parts)
    return f"SCRAM-SHA-256${rounds}:{salt64}${stored64}:{server64}"
