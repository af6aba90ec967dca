"""Template filters for dates, money and bilingual names, and the marks that differ between the languages."""

from __future__ import annotations

from django import template

from yifa.interface import formats

register = template.Library()
register.filter("words", formats.words)
register.filter("show_date", formats.show_date)
register.filter("show_moment", formats.show_moment)
register.filter("show_yuan", formats.show_yuan)
register.simple_tag(formats.colon, name="colon")
register.filter("bracketed", formats.bracketed)
