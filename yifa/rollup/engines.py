"""The two engines: one text of SQL over the same Parquet files, by DuckDB on one machine or by Spark on a cluster.

Both are optional: an office that adds up nothing installs neither. Nothing here translates or builds SQL; what the text asks for
is what both understand (whole numbers for money, explicit casts, no division of integers, every CASE with its ELSE).

Never start a process by forking after DuckDB was used in it: the same call in the child hangs for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias

from yifa.rollup.errors import RollupProblem

Row: TypeAlias = tuple[Any, ...]
_MEMORY: Final = "1GB"


class Engine(Protocol):
    """Runs statements over tables that lie in Parquet files."""

    @property
    def name(self) -> str:
        """duckdb or spark."""
        ...

    def tables(self, files: Mapping[str, Sequence[Path]]) -> None:
        """Make the files known under the tables' names."""
        ...

    def define(self, name: str, sql: str) -> None:
        """Keep a statement's rows under a name, for statements after it."""
        ...

    def rows(self, sql: str) -> tuple[tuple[str, ...], list[Row]]:
        """A statement's columns and rows."""
        ...


class DuckDB:
    """The default: embedded, one machine. memory: what it may take before it writes to disk, such as ``1GB``."""

    name = "duckdb"

    def __init__(
        self, memory: str = _MEMORY, threads: int | None = None, scratch: Path | None = None
    ) -> None:
        self._connection = _duckdb().connect()
        self._connection.execute(f"SET memory_limit = '{memory}'")
        if threads is not None:
            self._connection.execute(f"SET threads = {int(threads)}")
        if scratch is not None:
            self._connection.execute(f"SET temp_directory = {_quoted(scratch)}")

    def tables(self, files: Mapping[str, Sequence[Path]]) -> None:
        """See ``Engine``."""
        for name, paths in files.items():
            listed = ", ".join(map(_quoted, paths))
            self._connection.execute(
                f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet([{listed}])"  # noqa: S608
            )

    def define(self, name: str, sql: str) -> None:
        """See ``Engine``."""
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")

    def rows(self, sql: str) -> tuple[tuple[str, ...], list[Row]]:
        """See ``Engine``."""
        found = self._connection.execute(sql)
        return tuple(one[0] for one in found.description or ()), found.fetchall()

    def close(self) -> None:
        """Give back what it holds."""
        self._connection.close()


class Spark:
    """A cluster, by its master (``spark://host:7077``), or ``local[2]``. Its workers must see the files under the same paths."""

    name = "spark"

    def __init__(self, master: str) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise RollupProblem(
                zh="没有安装 Spark：pip install 'yifa[cluster]'，并装好 Java 17 或更高版本。",
                en="Spark is not installed: pip install 'yifa[cluster]', with Java 17 or later.",
            ) from None
        builder: Any = SparkSession.builder
        self._session = (
            builder.appName("yifa rollup")
            .master(master)
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
        )
        self._session.sparkContext.setLogLevel("ERROR")

    def tables(self, files: Mapping[str, Sequence[Path]]) -> None:
        """See ``Engine``."""
        for name, paths in files.items():
            self._session.read.parquet(*map(str, paths)).createOrReplaceTempView(name)

    def define(self, name: str, sql: str) -> None:
        """See ``Engine``."""
        self._session.sql(sql).createOrReplaceTempView(name)

    def rows(self, sql: str) -> tuple[tuple[str, ...], list[Row]]:
        """See ``Engine``."""
        found = self._session.sql(sql)
        return tuple(found.columns), [tuple(row) for row in found.collect()]

    def close(self) -> None:
        """Give back what it holds."""
        self._session.stop()


@contextmanager
def engine(
    name: str, *, master: str = "", memory: str = _MEMORY, scratch: Path | None = None
) -> Iterator[Engine]:
    """The engine of that name, closed afterwards. Raises RollupProblem where there is none, or it is not installed."""
    if name == "duckdb":
        one: DuckDB | Spark = DuckDB(memory, scratch=scratch)
    elif name == "spark":
        one = Spark(master or "local[*]")
    else:
        raise RollupProblem(
            zh=f"没有名为“{name}”的引擎：只有 duckdb 和 spark。",
            en=f"There is no engine {name!r}: duckdb or spark.",
        )
    try:
        yield one
    finally:
        one.close()


def write_parquet(path: Path, types: Mapping[str, str], lines: Path) -> int:
    """Write a file of comma-separated lines without a head as Parquet with these columns; gives the number of rows."""
    columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in types.items()) + "}"
    connection = _duckdb().connect()
    try:
        connection.execute("SET threads = 1")
        return int(
            connection.execute(
                f"COPY (SELECT * FROM read_csv({_quoted(lines)}, header = false, delim = ',', quote = '\"', escape = '\"',"  # noqa: S608
                f" nullstr = '\\N', auto_detect = false, columns = {columns}))"
                f" TO {_quoted(path)} (FORMAT parquet, COMPRESSION zstd)"
            ).fetchall()[0][0]
        )
    finally:
        connection.close()


def columns_of(path: Path) -> dict[str, str]:
    """The columns of a Parquet file with their types. Raises RollupProblem where it is none."""
    module = _duckdb()
    try:
        with module.connect() as connection:
            told = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({_quoted(path)})").fetchall()  # noqa: S608
    except module.Error:
        raise RollupProblem(
            zh=f"{path} 不是可以读取的 Parquet 文件。", en=f"{path} is no Parquet file that can be read."
        ) from None
    return {str(row[0]): str(row[1]) for row in told}


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError:
        raise RollupProblem(
            zh="没有安装 DuckDB：pip install 'yifa[rollup]'。",
            en="DuckDB is not installed: pip install 'yifa[rollup]'.",
        ) from None
    return duckdb


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
