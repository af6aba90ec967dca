"""``yifa procedures``: what it prints, and its exit status."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yifa.cli import procedures
from yifa.cli.procedures import app

TESTS = Path(__file__).parent.parent / "procedure"
PERMIT = TESTS / "examples/procedures/example-permit.yaml"
RUNNER = CliRunner()


def run(*arguments: object, status: int = 0) -> str:
    result = RUNNER.invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == status, result.output
    return result.output


def permit_outside(folder: Path) -> Path:
    """A copy of the example with its statute in a folder of its own."""
    shutil.copytree(TESTS / "examples", folder, dirs_exist_ok=True)
    return folder / "procedures" / PERMIT.name


def test_a_sound_procedure_outside_the_package_passes_with_the_statutes_beside_it() -> None:
    assert "✓" in run("check", PERMIT)


def test_an_unsound_procedure_ends_with_status_one_and_names_rule_article_and_walk() -> None:
    output = run("check", TESTS / "unsound/gate-gone-round.yaml", status=1)
    assert "gate-gone-round  unsound-example-rules/review-first §7" in output
    assert "apply → waive → decide" in output


def test_a_statute_alone_can_be_checked() -> None:
    assert "示例许可规则" in run("check", TESTS / "examples/statutes/example-permit-rules.yaml")


def test_a_broken_file_is_told_by_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("procedure: broken\ntitel: {zh: 标题, en: Title}\n", encoding="utf-8")
    output = run("check", broken, status=1)
    assert f"{broken}:2:1" in output
    assert "是否为“title”？" in output


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("power: window", "power: windwo", "职权：不认识“windwo”，是否为“window”？"),
        ("field: services", "field: servics", "field：不认识“servics”，是否为“services”？"),
        (
            "statute: example-permit-rules",
            "statute: administrative-licencing-law",
            "不认识“administrative-licencing-law”，是否为“administrative-licensing-law”？",
        ),
    ],
)
def test_a_misspelt_power_field_or_statute_is_told_with_the_nearest_known_one_outside_the_package(
    right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    file = permit_outside(tmp_path)
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert told in run("check", file, status=1)


def test_a_file_outside_the_package_may_name_powers_of_its_own_beside_it(tmp_path: Path) -> None:
    file = permit_outside(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace("window", "front-desk"), encoding="utf-8")
    assert "职权：不认识“front-desk”" in run("check", file, status=1)
    (file.parent / "powers.yaml").write_text("front-desk: {zh: 前台, en: Front desk}\n", encoding="utf-8")
    run("check", file)


def test_a_file_that_is_neither_is_told(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("recipe: soup\n", encoding="utf-8")
    assert "既不是法规" in run("check", other, status=1)


def test_json_holds_every_fault() -> None:
    files = [PERMIT, TESTS / "unsound/deadlock.yaml", TESTS / "unsound/unsound-example-rules.yaml"]
    data = json.loads(run("check", *files, "--json", status=1))
    assert data["sound"] is False
    sound, unsound, statute = data["files"]
    assert (sound["kind"], sound["sound"], sound["exhaustive"]) == ("procedure", True, True)
    assert statute["kind"] == "statute"
    fault = unsound["faults"][0]
    assert (fault["code"], fault["rule"]) == ("deadlock", "house/review-owed")
    assert fault["walk"] == ["apply", "inspect (passed=False)"]
    assert fault["line"] == 18


def test_one_unsound_file_among_sound_ones_fails_the_run() -> None:
    run("check", PERMIT, TESTS / "unsound/dead-step.yaml", status=1)
    run("check", PERMIT)


def test_the_summary_says_what_the_check_comes_to() -> None:
    measures = json.loads(run("check", PERMIT, "--json"))["measures"]
    assert (measures["procedures"], measures["exhaustive"], measures["sound"]) == (1, 1, 1)
    assert measures["states"] > 100
    assert {"fallen_rules", "omitted_gates_and_limits", "cpu_seconds"} <= set(measures)
    assert "穷尽检查1个" in run("check", PERMIT)


def test_an_unchanged_library_is_checked_once_and_a_changed_one_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "files"
    shutil.copytree(TESTS / "examples", root)
    monkeypatch.setenv("YIFA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(procedures, "files_root", lambda: root)
    assert json.loads(run("check", "--json"))["kept"] is False
    assert json.loads(run("check", "--json"))["kept"] is True
    assert json.loads(run("check", "--json", "--fresh"))["kept"] is False
    statute = root / "statutes/example-permit-rules.yaml"
    statute.write_text(statute.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert json.loads(run("check", "--json"))["kept"] is False


def test_a_picture_a_checklist_and_exports_are_written(tmp_path: Path) -> None:
    run("picture", PERMIT, "--out", tmp_path / "p.svg")
    assert (tmp_path / "p.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "「受理」" in run("checklist", PERMIT)
    run("export", PERMIT, "--format", "bpmn", "--out", tmp_path / "p.bpmn")
    assert "adHocSubProcess" in (tmp_path / "p.bpmn").read_text(encoding="utf-8")
    run("export", PERMIT, "--format", "dcr", "--out", tmp_path / "p.xml")
    run("import", tmp_path / "p.xml", "--out", tmp_path / "draft.yaml")
    assert (tmp_path / "draft.yaml").read_text(encoding="utf-8").startswith("procedure: example-permit")


def test_a_statute_is_not_drawn() -> None:
    assert "是法规，不是程序" in run(
        "picture", TESTS / "examples/statutes/example-permit-rules.yaml", status=1
    )


def test_what_is_not_dcr_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "x.xml"
    wrong.write_text("<bpmn/>", encoding="utf-8")
    with pytest.raises(ValueError, match="dcrgraph"):
        run("import", wrong, status=1)
