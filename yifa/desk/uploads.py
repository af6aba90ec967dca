"""Files that come with an officer's form (``yifa.interface.uploads``): each token is of use to that officer alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from yifa.desk.access import Seat
from yifa.interface import uploads
from yifa.interface.uploads import Held, Uploads, arrived, show_size
from yifa.procedure import Step

__all__ = ["Held", "Uploads", "arrived", "collect", "reopened", "show_size"]


def collect(seat: Seat, step: Step, data: QueryDict, files: MultiValueDict[str, Any]) -> Uploads:
    """The files that a sent form holds: those it held before, less those taken out, and those that came with it."""
    return uploads.collect(seat.officer.pk, seat.bureau.file_limit_bytes, step, data, files)


def reopened(seat: Seat, step: Step, tokens: Mapping[str, Iterable[str]]) -> Uploads:
    """The files that a draft held."""
    return uploads.reopened(seat.officer.pk, step, tokens)
