"""Every citation in the files of statutes, institutions and procedures, compared with the laws' own texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yifa.law.citations import Citation, find_citations
from yifa.law.texts import LawTexts, Looked, Standing
from yifa.procedure.library import Library
from yifa.procedure.model import Rule, Source, Statute

_FULL = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with what was found: the rule that cites, the day whose law it cites, and where it stands."""

    rule_id: str
    citation: Citation
    title: str
    on: date
    source: Source
    looked: Looked

    @property
    def standing(self) -> Standing:
        return self.looked.standing


def cited(library: Library, texts: LawTexts) -> Iterator[Cited]:
    """Every citation of the library: articles of statutes on the first day of each version, and articles that house rules name.

    The same citation on the same day comes once for each rule.
    """
    titles = _titles(library)
    seen: set[tuple[str, Citation, date]] = set()
    for rule, citation, on in _all(library, titles):
        key = (rule.id, citation, on)
        if key in seen:
            continue
        seen.add(key)
        statute = library.statutes.get(citation.statute)
        title = citation.statute if statute is None else statute.title.zh
        yield Cited(rule.id, citation, title, on, rule.source, texts.look(citation, on))


def _all(library: Library, titles: dict[str, str]) -> Iterator[tuple[Rule, Citation, date]]:
    for versions in library.statute_versions.values():
        for one in versions:
            for rule in one.rules:
                if rule.citation is not None:
                    yield rule, rule.citation, one.in_force.first
    for procedure in library:
        for rule in procedure.rules:
            if rule.basis is None:
                continue
            for found in find_citations(rule.basis.zh, titles):
                if found.citation.statute in library.statutes:
                    yield rule, found.citation, procedure.in_force.first


def _titles(library: Library) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, statute in library.statutes.items():
        for title in _names(statute):
            found[title] = key
    return found


def _names(statute: Statute) -> tuple[str, ...]:
    title = statute.title.zh
    return title, title.removeprefix(_FULL), f"{_FULL}{title}"
