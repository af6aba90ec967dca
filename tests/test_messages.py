"""Every sentence of the interface has its English, and the catalogs say nothing that no page asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from yifa.conf import messages

HERE = Path("example")


def test_every_sentence_has_english() -> None:
    missing = [
        f"{one.path.relative_to(messages.PACKAGE.parent)}:{one.line}: {one.msgid}"
        for one in messages.untranslated()
    ]
    assert not missing, "without English (yifa messages --update adds them to the catalogs):\n" + "\n".join(
        missing
    )


def test_placeholders_are_the_same_in_both_languages() -> None:
    wrong = messages.placeholder_faults()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% load i18n %}{% translate "今日" %}', ["今日"]),
        ('<a title="{% translate "今日" %}">{{ _("(甲)") }}</a>', ["今日", "(甲)"]),
        ("{% blocktranslate trimmed %}共\n  {{ n }} 件{% endblocktranslate %}", ["共 %(n)s 件"]),
        ("{% blocktranslate count n=n %}一件{% plural %}{{ n }} 件{% endblocktranslate %}", ["一件"]),
        ('{% include "x.html" with title=_("标题") only %}', ["标题"]),
        ('{# {% translate "注释" %} #}{% comment %}{% translate "注释" %}{% endcomment %}', []),
    ],
)
def test_sentences_of_a_template_are_found(source: str, found: list[str]) -> None:
    assert [one.msgid for one in messages.in_template(HERE, "{% load i18n %}" + source)] == found


def test_sentences_of_code_are_found_with_context_and_plural() -> None:
    source = 'a = _("甲")\nb = ngettext("一件", "%(n)s 件", n)\nc = pgettext("人", "乙")\nd = gettext(name)\n'
    assert [(one.line, one.context, one.msgid, one.plural) for one in messages.in_code(HERE, source)] == [
        (1, None, "甲", None),
        (2, None, "一件", "%(n)s 件"),
        (3, "人", "乙", None),
    ]


def test_a_catalog_belongs_to_the_application_of_its_sentences() -> None:
    package = messages.PACKAGE
    assert (
        messages.catalog_of(package / "desk/pages/today.py")
        == package / "desk/locale/en/LC_MESSAGES/django.po"
    )
    assert (
        messages.catalog_of(package / "work/counsel/templates/counsel/page.html")
        == package / "work/counsel/locale/en/LC_MESSAGES/django.po"
    )
