"""What the bureau shows the public: publications (lists of rows that the law makes public) and guides (what can be applied for).

A field of work registers both in its ``duties.py``: what is published, in which room, by when and under which article, and what
is masked. Portal and desk read the registries here and know no field by name. A column that holds personal data is refused when
it registers; a party that is a person is shown with a masked name and never with a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db import models
from django.db.models import Q, QuerySet

from yifa.cases.models import File
from yifa.cases.registers.columns import Column
from yifa.cases.registers.register import Register
from yifa.cases.roles import player
from yifa.law.identifiers import mask_name
from yifa.law.text import Bilingual
from yifa.parties.models import Party, PartyKind
from yifa.procedure import Json, types
from yifa.procedure.model import Verified

_KEY: Final = re.compile(r"[a-z][a-z0-9-]*")


class Room(StrEnum):
    """Under which heading a publication stands."""

    CONSULTATIONS = "consultations"
    POLICIES = "policies"
    RESULTS = "results"
    DISCLOSURE = "disclosure"
    VOICES = "voices"

    @property
    def words(self) -> Bilingual:
        """The heading."""
        return _ROOMS[self]


_ROOMS: Final = {
    Room.CONSULTATIONS: Bilingual("征求意见", "Consultations"),
    Room.POLICIES: Bilingual("政策文件", "Policies and documents"),
    Room.RESULTS: Bilingual("办理结果", "Outcomes"),
    Room.DISCLOSURE: Bilingual("信息公开", "Disclosure"),
    Room.VOICES: Bilingual("诉求", "Letters and complaints"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a row may be on a day, such as in force: which rows, and the light in which it is shown.

    is_open: whether readers can still do something about such rows, so that the front page shows them.
    """

    key: str
    title: Bilingual
    rows: Callable[[date], Q] = field(compare=False)
    light: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a section: heads, and rows of as many cells, each in words; the first cell of a row names it."""

    heads: tuple[Bilingual, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a row's own page: a text, a table under it, or both. is_normative: a text in articles; is_open: readers may
    comment on it article by article."""

    key: str
    title: Bilingual
    text: str
    is_normative: bool = False
    is_open: bool = False
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A text that readers may compare with another of the same row, or of one that it is related to."""

    title: Bilingual
    text: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Related:
    """Another public row of the same publication and what it is to this one, such as replaced by it."""

    title: Bilingual
    row: models.Model
    note: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to a row on a day."""

    on: date
    title: Bilingual
    note: Bilingual | str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """The duty to publish: under which article, by when, and what is left out or masked; how well the article was checked."""

    basis: Bilingual
    within: Bilingual
    masked: Bilingual
    verified: Verified = Verified.READ


@dataclass(frozen=True, slots=True)
class Publication:
    """One list that the public may read.

    key: its address. rows: the public rows, on a day, of the bureau that the block works for. columns: names of the register's
    columns in the list; details: further ones on a row's own page. dated: the day by which rows are listed, newest first.
    masks: columns of text that name somebody and are masked. filters: columns with choices by which the reader narrows.
    standings: what rows may be on any day; told: which of them a row is. body: the text of a row's own page, or sections, where
    there are several. offers: the code of the guide by which the reader of a row may do something about it on a day, such as
    comment; empty where nothing. note: what a reader should know of a row on a day, such as how many days are left. by_day:
    whether readers ask what rows were on another day than today. related, history, versions: of a row, as public on a day.
    reaches: columns that say where somebody is reached, in which a telephone is no slip. attachments: files that go with a row.
    """

    key: str
    title: Bilingual
    summary: Bilingual
    room: Room
    register: type[Register]
    rows: Callable[[date], QuerySet[Any]] = field(compare=False)
    columns: tuple[str, ...]
    dated: str
    duty: Duty
    details: tuple[str, ...] = ()
    masks: frozenset[str] = frozenset()
    filters: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    told: Callable[[Any, date], str] | None = field(default=None, compare=False)
    body: Callable[[Any], str] | None = field(default=None, compare=False)
    offers: Callable[[Any, date], str] | None = field(default=None, compare=False)
    sections: Callable[[Any], Sequence[Section]] | None = field(default=None, compare=False)
    note: Callable[[Any, date], Bilingual | None] | None = field(default=None, compare=False)
    by_day: bool = False
    related: Callable[[Any, date], Sequence[Related]] | None = field(default=None, compare=False)
    history: Callable[[Any, date], Sequence[Happening]] | None = field(default=None, compare=False)
    versions: Callable[[Any], Sequence[Version]] | None = field(default=None, compare=False)
    reaches: frozenset[str] = frozenset()
    attachments: Callable[[Any], Sequence[File]] | None = field(default=None, compare=False)

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns of the list, the name first as the publication orders them."""
        return tuple(self.register.column(name) for name in self.columns)

    @property
    def detailed(self) -> tuple[Column, ...]:
        """The columns of a row's page."""
        return tuple(self.register.column(name) for name in (*self.columns, *self.details))

    def listed(self, on: date) -> QuerySet[Any]:
        """The public rows with the parties that they name, newest first; of the bureau that the block works for."""
        rows = self.rows(on).order_by(f"-{self.dated}", "-pk")
        parties = [one.name for one in self.detailed if one.kind_in(self.register) is types.PARTY]
        return rows.select_related(*parties) if parties else rows

    def text(self, column: Column, row: models.Model, language: str = "zh-hans") -> str:
        """A row's value in words, masked where it must be."""
        if column.kind_in(self.register) is types.PARTY:
            party = column.value(row)
            return public_name(party) if isinstance(party, Party) else ""
        words = column.words(row, language)
        return mask_name(words) if column.name in self.masks and words else words

    def sections_of(self, row: models.Model) -> list[Section]:
        """The parts of a row's own page that say something."""
        found: Sequence[Section] = ()
        if self.sections is not None:
            found = self.sections(row)
        elif self.body is not None:
            found = (Section("text", Bilingual("正文", "Text"), self.body(row)),)
        return [one for one in found if one.text or one.grid is not None]

    def attachments_of(self, row: models.Model) -> Sequence[File]:
        """The files that the public may download with a row."""
        return () if self.attachments is None else self.attachments(row)

    def open_on(self, on: date) -> QuerySet[Any]:
        """The public rows about which readers can do something on a day, newest first."""
        rows = Q(pk__in=())
        for one in self.standings:
            if one.is_open:
                rows |= one.rows(on)
        return self.listed(on).filter(rows)

    def note_of(self, row: models.Model, on: date) -> Bilingual | None:
        """What a reader should know of a row on a day."""
        return None if self.note is None else self.note(row, on)

    def standing_of(self, row: models.Model, on: date) -> Standing | None:
        """What a row is on a day; None for a publication without standings."""
        if self.told is None:
            return None
        key = self.told(row, on)
        return next((one for one in self.standings if one.key == key), None)


def public_name(party: Party) -> str:
    """A party as the public reads it: a body by its name, a person masked."""
    return mask_name(party.name) if party.kind == PartyKind.PERSON else party.name


class Way(StrEnum):
    """By which way an application comes."""

    ONLINE = "online"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as a guide states it."""

    number: int
    is_working_days: bool

    @property
    def words(self) -> Bilingual:
        """20个工作日, 20 working days."""
        if self.is_working_days:
            return Bilingual(
                f"{self.number}个工作日", f"{self.number} working day{'' if self.number == 1 else 's'}"
            )
        return Bilingual(f"{self.number}日", f"{self.number} day{'' if self.number == 1 else 's'}")


@dataclass(frozen=True, slots=True)
class Guide:
    """An item that can be applied for, as its published guide says.

    applies: the role of the step by which it is applied for. answers: what the item says already, which nobody is asked.
    by_way: what is known besides of an application that comes online, or at the window.
    names_applicant: questions whose answer is the applicant's own name. subject: the register's row that the application is
    about. asks_who: whether the applicant must say who they are. published_as: the publication and row that it stands with, for
    what is in no catalogue. is_open: whether it can be begun today. Texts of several lines hold one thing a line.
    papers_in, papers_ticked: questions for the files of its papers (``materials``), and for which of these are there.
    """

    code: str
    title: Bilingual
    kind: Bilingual
    applies: str
    answers: Mapping[str, Json] = field(default_factory=dict)
    by_way: Mapping[Way, Mapping[str, Json]] = field(default_factory=dict)
    names_applicant: frozenset[str] = frozenset()
    subject: tuple[str, int] | None = None
    asks_who: bool = True
    published_as: tuple[str, int] | None = None
    is_open: bool = True
    basis: str = ""
    conditions: str = ""
    materials: str = ""
    papers_in: str = ""
    papers_ticked: str = ""
    statutory: Limit | None = None
    promised: Limit | None = None
    visits: int | None = None
    online: bool | None = None
    fee: bool | None = None
    result: str = ""
    place: str = ""
    phone: str = ""
    published_on: date | None = None

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers that it asks for, each once."""
        return tuple(dict.fromkeys(line for one in self.materials.splitlines() if (line := one.strip())))

    @property
    def procedure(self) -> str:
        """Under which an application runs."""
        return player(self.applies)[0]

    @property
    def step(self) -> str:
        """With which it begins."""
        return player(self.applies)[1]


@dataclass(frozen=True, slots=True)
class GuideSource:
    """Where a field's guides come from; every function speaks of the bureau that the block works for, on a day.

    popular: codes of what is asked for most, the first few, found without counting whole tables. room: the room that offers
    what is listed first, beside the catalogue.
    """

    key: str
    listed: Callable[[date], Iterable[Guide]] = field(compare=False)
    find: Callable[[str, date], Guide | None] = field(compare=False)
    popular: Callable[[date], Sequence[str]] = field(default=lambda _on: (), compare=False)
    room: Room | None = None


class Publications:
    """Publications by key, in order of their registration within a room."""

    def __init__(self) -> None:
        self._by_key: dict[str, Publication] = {}

    def add(self, publication: Publication) -> Publication:
        """Take a publication in. Raises ValueError, naming it, where it is malformed, repeated, or would show personal data."""
        key = publication.key
        if not _KEY.fullmatch(key):
            raise ValueError(f"the publication {key!r} needs a key of lower-case letters, digits and hyphens")
        if key in self._by_key:
            raise ValueError(f"there are two publications {key}")
        named = publication.register.column_names()
        for name in (
            *publication.columns,
            *publication.details,
            *publication.filters,
            *publication.masks,
            *publication.reaches,
        ):
            if name not in named:
                raise ValueError(
                    f"the publication {key} names {name}, which the register {publication.register.key()} lacks"
                )
        for column in publication.detailed:
            if column.personal and column.name not in publication.masks:
                raise ValueError(f"the publication {key} would show personal data: {column.name}")
        if not publication.columns:
            raise ValueError(f"the publication {key} shows nothing")
        self._by_key[key] = publication
        return publication

    def get(self, key: str) -> Publication | None:
        """The publication with this key, or None."""
        return self._by_key.get(key)

    def of_room(self, *rooms: Room) -> tuple[Publication, ...]:
        """The publications of rooms, by room and then as they registered."""
        return tuple(one for room in rooms for one in self._by_key.values() if one.room is room)

    def __iter__(self) -> Iterator[Publication]:
        return iter(self.of_room(*Room))

    def __len__(self) -> int:
        return len(self._by_key)


class Guides:
    """Sources of guides. A code belongs to the first source that knows it."""

    def __init__(self) -> None:
        self._sources: dict[str, GuideSource] = {}

    def add(self, source: GuideSource) -> GuideSource:
        """Take a source in. Raises ValueError, naming it, where there are two."""
        if source.key in self._sources:
            raise ValueError(f"there are two sources of guides {source.key}")
        self._sources[source.key] = source
        return source

    def listed(self, on: date) -> list[Guide]:
        """Every item that can be applied for on a day; one query a source."""
        return [guide for source in self._sources.values() for guide in source.listed(on)]

    def of_room(self, room: Room, on: date) -> list[Guide]:
        """What a room offers first."""
        return [guide for one in self._sources.values() if one.room is room for guide in one.listed(on)]

    def find(self, code: str, on: date) -> Guide | None:
        """The item with this code on a day, or None."""
        for source in self._sources.values():
            found = source.find(code, on)
            if found is not None:
                return found
        return None

    def popular(self, on: date) -> list[str]:
        """Codes of what is asked for most."""
        return [code for source in self._sources.values() for code in source.popular(on)]


@dataclass(frozen=True, slots=True)
class ApplicantPage:
    """A page for whoever opened a matter with its number and code: the name of its address, which takes the bureau's code and the
    matter's number, and what it is called. shown: whether it has anything for this party."""

    url_name: str
    title: Bilingual
    shown: Callable[[Party], bool] = field(compare=False)


publications = Publications()
guides = Guides()
applicant_pages: Final[list[ApplicantPage]] = []
"""What fields of work offer to those who opened a matter of theirs."""
