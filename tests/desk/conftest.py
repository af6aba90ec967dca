"""One cast of people for the desk's tests: a city bureau with a window, an examiner, a section head and a director.

``bureau`` and its officers are made anew for each test; ``desk_of(officer)`` is a browser session of that officer. The clock
stands at 10:00 on Wednesday 4 March 2020.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.hands import hands
from yifa.cases.library import using_library
from yifa.house.models import Bureau, Department, Holding, Officer, Post
from yifa.house.tenancy import using_bureau
from yifa.procedure.library import load_library

if TYPE_CHECKING:
    from tests.desk.permits import Permits

NOW = datetime(2020, 3, 4, 2, 0, tzinfo=UTC)
SINCE = date(2015, 1, 1)


@dataclass(frozen=True)
class House:
    """A bureau and its people, each named after what they do."""

    bureau: Bureau
    window: Officer
    examiner: Officer
    second_examiner: Officer
    section_head: Officer
    director: Officer
    administrator: Officer
    guard: Officer


@hands()
def make_house(code: str, prefix: str = "") -> House:
    """A bureau with five officers who work and two who keep the system."""
    bureau = Bureau.objects.create(
        code=code, name=f"测试市科学技术局{prefix}", short_name=f"测试科技局{prefix}", document_mark="测科"
    )
    with using_bureau(bureau):
        hall = Department.objects.create(bureau=bureau, name="政务服务科", name_en="Service section")
        office = Department.objects.create(bureau=bureau, name="办公室", name_en="General office")

        def officer(
            name: str, login: str, department: Department, *powers: str, is_head: bool = False
        ) -> Officer:
            user = User.objects.create_user(f"{login}{prefix}", password="seventeen green bicycles")
            person = Officer.objects.create(bureau=bureau, user=user, name=name)
            post = Post.objects.create(
                bureau=bureau,
                department=department,
                name=f"{name}的岗位",
                powers=list(powers),
                is_head=is_head,
            )
            Holding.objects.create(bureau=bureau, post=post, officer=person, from_on=SINCE)
            return person

        return House(
            bureau,
            window=officer("王芳", "window", hall, "window"),
            examiner=officer("李强", "examiner", hall, "examiner", "contract-examiner"),
            second_examiner=officer("赵敏", "second", hall, "contract-examiner"),
            section_head=officer("陈刚", "section", hall, "section-head", is_head=True),
            director=officer("刘洋", "director", office, "head-of-organ", is_head=True),
            administrator=officer("孙静", "admin", office, "system-administrator"),
            guard=officer("何安", "guard", office, "security-administrator"),
        )


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CLOCK = NOW


@pytest.fixture
def house(db: None) -> Iterator[House]:
    """The bureau of the test; the test works for it."""
    made = make_house("test-kj")
    with using_bureau(made.bureau):
        yield made


@pytest.fixture
def other_house(db: None) -> House:
    """Another bureau, whose matters are nobody's business here."""
    return make_house("other-kj", "二")


@pytest.fixture
def permits(house: House, settings: Any, tmp_path: Path) -> Iterator[Permits]:
    """Permits of the house, under the tests' own small procedure; keys and files are thrown away."""
    from tests.desk.permits import FILES, make_permits

    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    with using_library(load_library(FILES)):
        yield make_permits(house)


@pytest.fixture
def desk_of() -> Callable[[Officer], Client]:
    """``desk_of(officer)``: a browser in which the officer is signed in."""

    def sign_in(officer: Officer) -> Client:
        assert officer.user is not None
        client = Client()
        client.force_login(officer.user, backend="yifa.conf.logins.Backend")
        return client

    return sign_in
