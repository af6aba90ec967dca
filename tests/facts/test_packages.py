"""A bureau's package: whose it is, what it proves, that nothing personal is in it, and what a roll-up makes of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.test import override_settings

from tests.journeys.town import profile_text
from yifa.cases.log.keys import public_key
from yifa.demo.loading import load
from yifa.facts import exporting, published, view
from yifa.figures.compute import figure
from yifa.figures.indicators import registry
from yifa.figures.periods import Period
from yifa.house.models import Bureau, Officer
from yifa.house.tenancy import using_bureau
from yifa.law.text import Bilingual
from yifa.parties.models import Party, PartyKind
from yifa.rollup import engines, packages, schema, sums
from yifa.rollup.errors import RollupProblem

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 15, 2, 0, tzinfo=UTC)
YEARS = (2024, 2025)
KEY = bytes(range(32))


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Bureau, Path]]:
    """A bureau with a small year, and its package."""
    from django.core.management import call_command

    home = tmp_path_factory.mktemp("facts")
    path = home / "small.yaml"
    path.write_text(profile_text(date(2026, 1, 22)), "utf-8")
    with django_db_blocker.unblock(), override_settings(HOME=home, MEDIA_ROOT=home / "files", CLOCK=NOW):
        bureau = load(path, date(2026, 6, 15)).bureau
        exporting.export(bureau, YEARS, home / "package", NOW, KEY)
        yield bureau, home / "package"
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)


@pytest.fixture
def copy(made: tuple[Bureau, Path], tmp_path: Path) -> Path:
    """The package, to be changed."""
    return Path(shutil.copytree(made[1], tmp_path / "package"))


def rows(folder: Path, sql: str) -> list[Any]:
    with duckdb.connect() as connection:
        for table in schema.TABLES:
            connection.execute(
                f"CREATE VIEW {table.name} AS SELECT * FROM read_parquet('{folder / table.file}')"
            )
        return connection.execute(sql).fetchall()


def test_every_figure_is_what_its_records_add_up_to(
    made: tuple[Bureau, Path], django_db_blocker: Any
) -> None:
    bureau, folder = made
    with django_db_blocker.unblock(), override_settings(HOME=folder.parent):
        key = public_key(bureau)
    found = packages.verify_package(folder, [key])
    assert not found.faults
    assert found.package.is_known
    assert found.records > 20
    assert found.figures >= len(registry) * len(YEARS)


def test_the_package_tells_the_figures_of_the_desk(made: tuple[Bureau, Path], django_db_blocker: Any) -> None:
    bureau, folder = made
    told = dict(
        rows(
            folder,
            "SELECT indicator, value FROM figures WHERE part = '*' AND year = 2025 AND source = 'records'",
        )
    )
    with django_db_blocker.unblock(), using_bureau(bureau):
        for indicator in registry:
            if indicator.code in told:
                assert told[indicator.code] == figure(indicator, bureau, Period.year(2025)).value, (
                    indicator.code
                )


def test_no_column_holds_anything_personal(made: tuple[Bureau, Path], django_db_blocker: Any) -> None:
    bureau, folder = made
    with django_db_blocker.unblock(), using_bureau(bureau):
        names = set(Officer.objects.values_list("name", flat=True)) | set(
            Party.objects.values_list("name", flat=True)
        )
        codes = set(Party.objects.exclude(uscc="").values_list("uscc", flat=True))
        people = set(Party.objects.filter(kind=PartyKind.PERSON).values_list("name", flat=True))
    assert names
    assert codes
    words = {Bilingual.__name__}
    for one in registry:
        words |= {one.code, one.title.zh, one.title.en, one.words.zh, one.words.en, one.unit.value}
        words |= {one.definition.zh, one.definition.en}
    private = {*names, *codes, *people}
    allowed = re.compile(r"[a-z0-9_.*-]*|[0-9a-f]{64}")
    for table in schema.TABLES:
        for column in table.columns:
            if column.type != "VARCHAR":
                continue
            for (value,) in rows(folder, f"SELECT DISTINCT {column.name} FROM {table.name}"):
                assert value not in private
                # Words of Yifa's own files, codes and digests: nothing that anybody of the bureau typed.
                assert allowed.fullmatch(value) or value in words, (table.name, column.name, value)
    for path in folder.iterdir():
        data = path.read_bytes()
        assert not [code for code in codes if code.encode() in data], path.name
    # Every column that can hold a number of eight bytes is one of these: a new one must be looked at.
    numbers = {column.name for table in schema.TABLES for column in table.columns if column.type == "BIGINT"}
    assert numbers == {"position", "same", "amount", "party", "records"}


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (schema.FACTS.file, "已被改动"),
        (schema.LEAVES, "已被改动"),
        (schema.MANIFEST, "签名的不是这份清单|不是完整的数据包"),
        (schema.CHECKPOINT, "没有受信任|不符|格式"),
    ],
)
def test_a_changed_file_is_named(copy: Path, file: str, says: str) -> None:
    data = bytearray((copy / file).read_bytes())
    at = len(data) // 2
    data[at] = data[at] ^ 1 if file != schema.MANIFEST else ord("1")
    (copy / file).write_bytes(bytes(data))
    with pytest.raises(RollupProblem) as problem:
        packages.open_package(copy)
    assert re.search(says, problem.value.zh), problem.value.zh


def test_a_missing_file_and_another_bureaus_key_are_refused(copy: Path, made: tuple[Bureau, Path]) -> None:
    from yifa.evidence.checkpoints import Ed25519Signer

    stranger = Ed25519Signer.generate(packages.open_package(copy).checkpoint.origin)
    with pytest.raises(RollupProblem, match="not to be trusted"):
        packages.open_package(copy, [stranger.vkey])
    (copy / schema.FIGURES.file).unlink()
    with pytest.raises(RollupProblem, match="missing"):
        packages.open_package(copy)


def test_whoever_holds_the_key_and_lies_is_found(
    copy: Path, made: tuple[Bureau, Path], django_db_blocker: Any
) -> None:
    bureau, folder = made
    with duckdb.connect() as connection:
        for table, change in (
            (
                "facts",
                "SELECT * FROM t UNION ALL (SELECT * FROM t WHERE indicator = 'service.completed' LIMIT 1)",
            ),
            (
                "figures",
                "SELECT * REPLACE ((value + (indicator = 'contracts.reviewed')::int)::DECIMAL(24,4) AS value) FROM t",
            ),
        ):
            path = copy / f"{table}.parquet"
            connection.execute(f"CREATE OR REPLACE TABLE t AS SELECT * FROM read_parquet('{path}')")
            connection.execute(f"COPY ({change}) TO '{path}' (FORMAT parquet)")
    resigned(copy, bureau, folder.parent, django_db_blocker)
    told = "\n".join(fault.zh for fault in packages.verify_package(copy).faults)
    assert "service.completed（2025）：同一条记录数了不止一次" in told
    assert "service.completed（2025）：说有8条记录，实有9条" in told
    assert "contracts.reviewed（2025）：数为3.0000，由记录算出的是2" in told


def resigned(folder: Path, bureau: Bureau, home: Path, django_db_blocker: Any) -> None:
    """The package signed anew, as only the bureau could."""
    from yifa.cases.log.keys import signer_of

    opened = json.loads((folder / schema.MANIFEST).read_text("utf-8"))
    opened["files"] = {name: packages.digest_of(folder / name) for name in opened["files"]}
    manifest = packages.Manifest.read(json.dumps(opened).encode(), folder)
    with django_db_blocker.unblock(), override_settings(HOME=home):
        signer, vkey = signer_of(bureau), public_key(bureau)
    packages.write_package(folder, manifest, (folder / schema.CHECKPOINT).read_text("utf-8"), vkey, signer)


def test_a_roll_up_names_what_it_leaves_out(copy: Path, made: tuple[Bureau, Path], tmp_path: Path) -> None:
    _bureau, folder = made
    other = json.loads((copy / schema.MANIFEST).read_text("utf-8")) | {"version": 99}
    unknown = Path(shutil.copytree(folder, tmp_path / "unknown"))
    (unknown / schema.MANIFEST).write_text(json.dumps(other), "utf-8")
    (copy / schema.LEAVES).write_bytes(b"")
    taken = sums.take([folder, copy, unknown])
    assert [one.folder for one in taken.packages] == [folder]
    assert ["版本为99" in one.reason.zh for one in taken.refused] == [False, True]
    assert sums.take([folder, Path(shutil.copytree(folder, tmp_path / "twin"))]).packages == ()


def test_an_older_package_and_a_rewritten_log_are_refused(made: tuple[Bureau, Path]) -> None:
    _bureau, folder = made
    manifest = packages.open_package(folder).manifest
    code = manifest.bureau
    assert sums.take([folder], before={code: (manifest.size, manifest.root)}).packages
    (stale,) = sums.take([folder], before={code: (manifest.size + 1, "00" * 32)}).refused
    assert "比上次汇总时旧" in stale.reason.zh
    (forked,) = sums.take([folder], before={code: (manifest.size - 3, "00" * 32)}).refused
    assert "已被改写" in forked.reason.zh


def test_the_upper_office_reads_it(made: tuple[Bureau, Path], tmp_path: Path) -> None:
    bureau, folder = made
    taken = sums.take([folder])
    with engines.engine("duckdb", scratch=tmp_path) as running:
        found = sums.add_up(taken, running, "city", tmp_path)
        again = sums.add_up(taken, running, "city", tmp_path)
    assert found.digest == again.digest
    completed = [
        row
        for row in found.sums.dicts()
        if (row["indicator"], row["division"], row["part"], row["year"])
        == ("service.completed", "*", "*", 2025)
    ]
    assert [(row["records"], row["bureaus"]) for row in completed] == [(8, 1)]
    assert completed[0]["parties"] > 1
    assert completed[0]["median_days"] is not None
    view.write(tmp_path, taken, found, "city")
    front = (tmp_path / "index.html").read_text("utf-8")
    assert "2026年1月" in front
    assert "service.completed" in "".join(path.name for path in (tmp_path / "figures").iterdir())
    assert "8件" in (tmp_path / "figures/service.completed.html").read_text("utf-8")
    english = (tmp_path / "figures/service.completed.en.html").read_text("utf-8")
    assert "8 applications" in english
    assert json.loads((tmp_path / "rollup.json").read_text("utf-8"))["digest"] == found.digest
    assert (tmp_path / f"bureaus/{bureau.code}.en.html").exists()


def test_heads_are_kept_for_the_next_time(made: tuple[Bureau, Path], tmp_path: Path) -> None:
    opened = packages.open_package(made[1])
    assert sums.read_heads(tmp_path) == {}
    sums.write_heads(tmp_path, {"elsewhere": (1, "aa")})
    sums.write_heads(tmp_path, sums.heads_of([opened]))
    assert sums.read_heads(tmp_path).keys() == {"elsewhere", opened.manifest.bureau}
    (tmp_path / sums.HEADS).write_text("{", "utf-8")
    with pytest.raises(RollupProblem, match="damaged"):
        sums.read_heads(tmp_path)


def test_every_indicator_has_a_form_in_a_package() -> None:
    for one in registry:
        columns = exporting._defined(one)
        assert columns[1] in {"count", "distinct", "sum", "mean", "latest", "share"}
        assert len(columns) + 1 == len(schema.INDICATORS.columns)


def test_a_key_for_enterprises_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("ab" * 31, "ascii")
    with pytest.raises(RollupProblem, match="64 hexadecimal"):
        exporting.read_party_key(path)
    path.write_text("ab" * 32 + "\n", "ascii")
    assert exporting.read_party_key(path) == bytes.fromhex("ab" * 32)


def test_bureaus_without_yifa_stand_beside_by_their_reports(
    made: tuple[Bureau, Path], tmp_path: Path
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    text = "某市科学技术局2025年度法治政府建设工作报告\n2025年，审查合同21份。全年办结政务服务事项31件。"
    (reports / "419900-某市科学技术局.txt").write_text(text, "utf-8")
    (reports / "419901-别局.docx").write_bytes(b"Rar!")
    read, unread = published.read_reports(reports)
    assert [(one.name, one.division) for one in read] == [("某市科学技术局", "419900"), ("别局", "419901")]
    assert read[0].values["contracts.reviewed", 2025] == 21
    assert [one.zh.partition("：")[0] for one in unread] == ["419901-别局.docx"]
    taken = sums.take([made[1]])
    with engines.engine("duckdb", scratch=tmp_path) as running:
        found = sums.add_up(taken, running, "all", tmp_path)
    view.write(tmp_path, taken, found, "all", read)
    page = (tmp_path / "figures/contracts.reviewed.html").read_text("utf-8")
    assert "某市科学技术局" in page
    assert "由公布的报告读出" in page
    totals = [row["records"] for row in found.sums.dicts() if row["indicator"] == "contracts.reviewed"]
    assert set(totals) == {2}
