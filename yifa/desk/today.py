"""Today: what an officer owes, in the order of the days."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from yifa.cases import obligations
from yifa.desk.access import DeskRequest


def today(request: DeskRequest) -> HttpResponse:
    """What the officer owes, the first due first."""
    seat = request.seat
    page = obligations.today(seat.officer, seat.on)
    return render(request, "desk/today.html", {"rows": page.rows})
