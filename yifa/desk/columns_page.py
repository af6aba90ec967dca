"""Oversight: how the portal's columns stand (``yifa.desk.column_health``)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yifa.desk.access import DeskRequest
from yifa.desk.column_health import Health, site_health
from yifa.desk.overseeing import overseers_only
from yifa.interface.formats import show_date, words

_COLOURS = {Health.FRESH: "green", Health.ATTESTED: "green", Health.SOON: "amber"}


@overseers_only
def columns(request: DeskRequest) -> HttpResponse:
    """Every column, those at fault first, with the day by which each moves."""
    found = site_health(request.bureau, request.today)
    return render(
        request,
        "desk/oversight/columns.html",
        {
            "tab": "columns",
            "found": found,
            "moved_on": show_date(found.moved_on) if found.moved_on else "",
            "rows": [
                {
                    "title": words(one.publication.title),
                    "url": reverse("portal:published", args=(request.bureau.code, one.publication.key)),
                    "rows": one.rows,
                    "latest_on": show_date(one.latest_on) if one.latest_on else "—",
                    "due_on": show_date(one.due_on) if one.due_on else "—",
                    "health": words(one.health.words),
                    "colour": _COLOURS.get(one.health, "red"),
                    "is_fault": one.health.is_fault,
                }
                for one in found.columns
            ],
        },
    )
