"""The room of published reports: a report comes in, is gone through, confirmed, and its figures stand in a report built here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.desk.conftest import _clock, desk_of, make_house
from tests.extraction.samples import sample
from yifa.cases.models import Case, Draft
from yifa.house.models import Bureau, Department, Holding, Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.report.drafting import begin, save
from yifa.report.drafting import written as drafting_written
from yifa.work.published.registers import PublishedFigure, PublishedReport

__all__ = ["_clock", "desk_of"]

NOW = datetime(2022, 3, 4, 2, 0, tzinfo=UTC)
PAGE = sample("saved-page.html")
AT = "/desk/reports/published/"
SignIn = Callable[[Officer], Client]


@pytest.fixture
def people(db: None, settings: Any, tmp_path: Path) -> Iterator[dict[str, Officer]]:
    """A writer, a lawyer who may confirm, and an examiner who may only look, in the bureau that published the sample."""
    settings.CLOCK = NOW
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    house = make_house("cloud-kj")
    Bureau.objects.filter(pk=house.bureau.pk).update(name="云岭市科学技术局", short_name="云岭市科技局")
    with using_bureau(house.bureau):
        made = {"examiner": house.examiner}
        section = Department.objects.get(name="办公室")
        for name, power in (("writer", "report-writer"), ("lawyer", "legality-reviewer")):
            person = Officer.objects.create(bureau=house.bureau, name=name, user=_user(name))
            post = Post.objects.create(bureau=house.bureau, department=section, name=name, powers=[power])
            Holding.objects.create(bureau=house.bureau, post=post, officer=person, from_on=date(2015, 1, 1))
            made[name] = person
        yield made


def _user(name: str) -> Any:
    from django.contrib.auth.models import User

    return User.objects.create_user(name, password="seventeen green bicycles")


@pytest.fixture
def writer(people: dict[str, Officer], desk_of: SignIn) -> Client:
    return desk_of(people["writer"])


def upload(client: Client, content: bytes = PAGE, name: str = "报告.html", **typed: str) -> Any:
    return client.post(AT, {"file": SimpleUploadedFile(name, content), **typed})


def entered(client: Client, **given: Any) -> str:
    """The address of a report that came in."""
    answer = upload(client, **given)
    assert answer.status_code == 302, text_of(answer)
    return str(answer["Location"])


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def item(page: str, span: str) -> str:
    """The key of the first figure with this span."""
    found = re.search(rf'id="said-(\d+)"[^>]*>\s*<p class="tight"><a[^>]*><b lang="zh-CN">{span}</b>', page)
    assert found is not None, span
    return found[1]


def form_of(page: str) -> dict[str, str]:
    """What a browser would send of the review form as it stands."""
    form = page[page.index('id="review-form"') : page.index("</form>", page.index('id="review-form"'))]
    typed = dict(re.findall(r'<input type="radio" name="(take-\d+)" value="(\w+)" checked', form))
    typed |= dict(re.findall(r'<input type="hidden" name="((?!csrf)[\w-]+)" value="([^"]*)"', form))
    typed |= dict(re.findall(r'name="((?:subject|value|year)-\d+)" value="([^"]*)"', form))
    for name, options in re.findall(r'<select id="[\w-]+" name="([\w-]+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        typed[name] = chosen[1] if chosen else ""
    return typed


# Coming in --------------------------------------------------------------------------------------------------------------


def test_a_saved_page_comes_in_with_what_it_says_of_itself(writer: Client) -> None:
    address = entered(writer)
    report = PublishedReport.objects.get()
    assert (report.report_of, report.report_year, report.whose) == ("云岭市科学技术局", 2021, "own")
    assert report.published_on == date(2022, 1, 24)
    page = text_of(writer.get(address))
    assert "136家" in page
    assert "国家级高新技术企业" in page
    assert report.file_digest in page


def test_pasted_words_are_kept_as_a_file(writer: Client) -> None:
    pasted = sample("report-2021.txt").decode()
    answer = writer.post(AT, {"pasted": pasted.replace("\n", "\r\n")})
    assert answer.status_code == 302
    report = PublishedReport.objects.get()
    assert report.text == pasted.strip()
    assert report.file_name == "粘贴的文字.txt"


def test_a_report_of_another_bureau_is_kept_for_reading(writer: Client) -> None:
    other = sample("report-2021.txt").decode().replace("云岭", "白川").encode()
    page = text_of(writer.get(entered(writer, content=other, name="报告.txt")))
    assert PublishedReport.objects.get().whose == "other"
    assert "留存备查" in page
    assert "提交复核" not in page


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"", "报告.txt", "空文件"),
        (b"%PDF-1.4 x", "报告.pdf", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "报告.doc", "旧格式"),
        (b"MZ\x00\x00", "报告.exe", "不允许上传"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    writer: Client, content: bytes, name: str, word: str
) -> None:
    answer = upload(writer, content, name)
    assert answer.status_code == 422
    assert word in text_of(answer)
    assert not Case.objects.exists()


def test_a_form_that_comes_back_has_its_file_and_all_that_was_typed(writer: Client) -> None:
    bare = "全年召开会议7次，办理建议4件。\n" * 20
    answer = upload(writer, bare.encode(), "总结.txt", source="本局档案", whose="own")
    page = text_of(answer)
    assert answer.status_code == 422
    assert "没有读出报告年度" in page
    assert 'value="本局档案"' in page
    token = re.search(r'name="held" value="([^"]+)"', page)
    assert token is not None
    answer = writer.post(AT, {"held": token[1], "source": "本局档案", "whose": "own", "report_year": "2018"})
    assert answer.status_code == 302
    assert PublishedReport.objects.get().report_year == 2018
    assert PublishedReport.objects.get().source == "本局档案"


def test_another_s_held_file_is_not_to_be_had(
    writer: Client, people: dict[str, Officer], desk_of: SignIn
) -> None:
    page = text_of(upload(writer, "全年召开会议7次。\n".encode() * 40, "总结.txt"))
    token = re.search(r'name="held" value="([^"]+)"', page)
    assert token is not None
    answer = desk_of(people["lawyer"]).post(AT, {"held": token[1], "report_year": "2018", "whose": "own"})
    assert answer.status_code == 422


def test_whoever_does_not_write_reports_reads_only(
    writer: Client, people: dict[str, Officer], desk_of: SignIn
) -> None:
    address = entered(writer)
    reader = desk_of(people["examiner"])
    assert upload(reader).status_code == 403
    assert "提交复核" not in text_of(reader.get(address))
    assert reader.post(address, {"do": "submit"}).status_code == 403
    assert reader.post(f"{address}keep/").status_code == 403


def test_another_bureau_s_reports_are_nobody_s_business(
    writer: Client, people: dict[str, Officer], desk_of: SignIn
) -> None:
    address = entered(writer)
    stranger = make_house("other-kj", "二")
    client = desk_of(stranger.examiner)
    for path in (address, f"{address}faults/"):
        assert client.get(path).status_code == 404
    assert "云岭" not in text_of(client.get(AT))


# Going through ----------------------------------------------------------------------------------------------------------


def test_exact_figures_with_an_indicator_are_proposed(writer: Client) -> None:
    page = text_of(writer.get(entered(writer)))
    typed = form_of(page)
    assert typed[f"take-{item(page, '136家')}"] == "yes"
    assert typed[f"take-{item(page, '22家')}"] == "no"


def test_a_correction_is_laid_open_typed_and_kept_as_a_draft(writer: Client) -> None:
    address = entered(writer)
    page = text_of(writer.get(address))
    key = item(page, "22家")
    page = text_of(writer.post(address, {**form_of(page), "do": f"correct:{key}"}))
    typed = form_of(page)
    assert typed[f"value-{key}"] == "22"
    typed |= {f"value-{key}": "23", f"subject-{key}": "净增高新技术企业"}
    writer.post(f"{address}keep/", typed)
    assert Draft.objects.count() == 1
    page = text_of(writer.get(address))
    assert "净增高新技术企业" in page
    assert "经更正" in page
    assert form_of(page)[f"value-{key}"] == "23"
    page = text_of(writer.post(address, {**form_of(page), "do": f"as-read:{key}"}))
    assert "净增高新技术企业" not in page


def test_a_wrong_correction_is_named_and_nothing_typed_is_lost(writer: Client) -> None:
    address = entered(writer)
    page = text_of(writer.get(address))
    key = item(page, "136家")
    typed = form_of(text_of(writer.post(address, {**form_of(page), "do": f"correct:{key}"})))
    answer = writer.post(address, {**typed, f"value-{key}": "一百多", f"year-{key}": "去年", "do": "submit"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "“一百多”不是数字" in page
    assert "“去年”应为四位数" in page
    assert form_of(page)[f"value-{key}"] == "一百多"


def test_all_or_none_may_be_chosen_at_once(writer: Client) -> None:
    address = entered(writer)
    page = text_of(writer.get(address))
    everything = form_of(text_of(writer.post(address, {**form_of(page), "do": "preset:all"})))
    nothing = form_of(text_of(writer.post(address, {**form_of(page), "do": "preset:none"})))
    assert {value for name, value in everything.items() if name.startswith("take-")} == {"yes"}
    assert {value for name, value in nothing.items() if name.startswith("take-")} == {"no"}
    answer = writer.post(address, {**nothing, "do": "submit"})
    assert answer.status_code == 422
    assert "还没有选定" in text_of(answer)


def submitted(client: Client, address: str, **changes: str) -> None:
    typed = form_of(text_of(client.get(address)))
    answer = client.post(address, {**typed, **changes, "do": "submit"})
    assert answer.status_code == 302, text_of(answer)


def test_a_second_person_confirms_and_the_figures_are_the_bureau_s(
    writer: Client, people: dict[str, Officer], desk_of: SignIn
) -> None:
    address = entered(writer)
    submitted(writer, address)
    assert "须由另一人对照原文复核" in text_of(writer.get(address))
    number = address.rstrip("/").rpartition("/")[2]
    step = f"/desk/matters/{number}/steps/confirm/"
    refused = writer.post(step, {"f-agrees": "yes", "agrees": "yes", "do": "take"})
    assert refused.status_code == 422
    assert not PublishedFigure.objects.exists()
    confirmed(desk_of(people["lawyer"]), number)
    figure = PublishedFigure.objects.get(indicator="recognition.national_high_tech")
    assert (int(figure.value), figure.year, figure.span) == (136, 2021, "136家")
    page = text_of(writer.get(address))
    assert "已采用" in page
    assert "取自已公布的2021年度报告" in page


def confirmed(client: Client, number: str) -> None:
    step = f"/desk/matters/{number}/steps/confirm/"
    page = text_of(client.get(step))
    name = re.search(r'name="([\w-]*agrees)"', page)
    value = re.search(r'name="[\w-]*agrees"[^>]*value="(\w+)"', page) or re.search(
        r'value="(\w+)"[^>]*name="[\w-]*agrees"', page
    )
    assert name is not None
    assert value is not None
    answer = client.post(step, {name[1]: value[1], "do": "take"})
    assert answer.status_code == 302, text_of(answer)


def test_the_growth_of_a_report_built_here_rests_on_a_published_one_and_says_so(
    writer: Client, people: dict[str, Officer], desk_of: SignIn
) -> None:
    address = entered(writer)
    submitted(writer, address)
    number = address.rstrip("/").rpartition("/")[2]
    confirmed(desk_of(people["lawyer"]), number)
    later = (
        sample("report-2021.txt").decode().replace("2021", "2022").replace("2022年1月18日", "2023年1月18日")
    )
    second = entered(
        writer, content=later.replace("136家", "170家").encode(), name="报告.txt", published_on="2022-03-01"
    )
    submitted(writer, second)
    confirmed(desk_of(people["lawyer"]), second.rstrip("/").rpartition("/")[2])

    report = begin(people["writer"].bureau, 2022, now=NOW)
    passage = drafting_written(report)[0]
    prose = "高新技术企业{{recognition.national_high_tech}}，{{recognition.national_high_tech:trend}}。"
    save(report, passage.passage.path, prose, officer=people["writer"], now=NOW, expected=passage.number)
    page = text_of(writer.get("/desk/reports/2022/"))
    assert "增长25.0%" in page
    assert "取自已公布的2021年度报告" in page
    span = PublishedReport.objects.get(report_year=2021).text.index("136家")
    assert f'href="{address}#mark-{span}"' in page
    assert f'id="mark-{span}"' in text_of(writer.get(address))

    figure = text_of(writer.get("/desk/figures/recognition.national_high_tech/2022/"))
    assert "比上年增长25.0%" in figure
    assert "取自已公布的2022年度报告" in figure
    data = writer.get("/desk/reports/2022/papers/figures.json").json()
    told = [
        each for each in data if each["code"] == "recognition.national_high_tech" and each["year"] == 2021
    ]
    assert told[0]["stated"]["report_year"] == 2021
    assert told[0]["stated"]["words"] == "136家"


# Faults, comparing -------------------------------------------------------------------------------------------------------


def test_faults_are_listed_by_themselves_with_place_and_remedy(writer: Client) -> None:
    wrong = sample("report-2021.txt").decode().replace("较上年净增22家", "比上年的100家增长30%")
    address = entered(writer, content=wrong.encode(), name="报告.txt")
    page = text_of(writer.get(f"{address}faults/"))
    assert "36.0%" in page
    assert 'id="mark-fault-' in page
    assert "第8行" in page


def test_reports_stand_side_by_side(writer: Client) -> None:
    entered(writer)
    before = sample("report-2021.txt").decode().replace("2021", "2020").replace("2022", "2021")
    before = before.replace("136家，较上年净增22家", "114家")
    entered(writer, content=before.encode(), name="报告.txt")
    numbers = list(Case.objects.values_list("number", flat=True))
    page = text_of(writer.get(f"{AT}compare/", {"report": numbers}))
    assert "136 (+19.3%)" in page
    assert "<svg" in page
    sheet = writer.get(f"{AT}compare/", {"report": numbers, "as": "csv"})
    assert "19.3" in sheet.content.decode("utf-8-sig")
    assert writer.get(f"{AT}compare/", {"report": numbers, "as": "xlsx"}).content.startswith(b"PK")
    assert "没有可以对照的数据" in text_of(writer.get(f"{AT}compare/"))


def test_the_reports_room_leads_here(writer: Client) -> None:
    assert f'href="{AT}"' in text_of(writer.get("/desk/reports/"))


def test_english_leaves_no_chinese_button(writer: Client) -> None:
    address = entered(writer)
    writer.cookies["django_language"] = "en"
    page = text_of(writer.get(address))
    assert "Submit for confirmation" in page
    assert "Why it is read so" in page
    assert "提交复核" not in page
