"""A report read: its layout, its heading, its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yifa.law.memory import uncollected
from yifa.reading import tables
from yifa.reading.facts import Fact, Unread, read_facts
from yifa.reading.heading import Heading, read_heading
from yifa.reading.layout import Layout, layout

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One report. All offsets are indices of `text`; `facts` stand in the order of the text."""

    text: str
    layout: Layout
    heading: Heading
    facts: tuple[Fact, ...]
    implied: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()


def read(text: str) -> Reading:
    """`text` read as a report. Never fails: a text that is none has no figures and an empty heading.

    Half of a pair of surrogates, which no file holds but a pasted text may, is read as the replacement character.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _SURROGATE.sub("\ufffd", text)
    with uncollected():
        return _read(text)


def _read(text: str) -> Reading:
    laid = layout(text)
    heading = read_heading(text, laid)
    found = read_facts(text, report_year=heading.year, layout=laid, spoken_year=heading.spoken_year)
    facts = tables.merged(text, found.facts, heading.year)
    return Reading(
        text=text, layout=laid, heading=heading, facts=facts, implied=found.implied, unread=found.unread
    )
