"""Which matters this visitor has opened with their code: kept in the session, so that the code is asked once a sitting."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from yifa.cases.acting.numbers import progress_code_fits
from yifa.cases.models import Case
from yifa.portal.site import PortalRequest

_OPEN: Final = "portal_open"
_AT_MOST: Final = 30
_LASTS: Final = timedelta(hours=12)


def open_door(request: PortalRequest, number: str) -> None:
    """Remember that this visitor may see a matter."""
    name = _name(request, number)
    kept = {key: at for key, at in _doors(request).items() if key != name}
    kept[name] = int(request.now.timestamp())
    request.session[_OPEN] = dict(list(kept.items())[-_AT_MOST:])


def is_open(request: PortalRequest, number: str) -> bool:
    """Whether this visitor opened the matter within the sitting: a form saved for later keeps no door open."""
    opened = _doors(request).get(_name(request, number))
    return opened is not None and request.now.timestamp() - opened < _LASTS.total_seconds()


def _doors(request: PortalRequest) -> dict[str, int]:
    return dict(request.session.get(_OPEN, {}))


def close_doors(request: PortalRequest) -> None:
    """Forget every matter: for a computer that others use."""
    request.session.flush()


def fits(request: PortalRequest, number: str, code: str) -> Case | None:
    """The matter that number and code open together, or None. A number that is none takes as long as a wrong code."""
    case = Case.objects.select_related("bureau", "party").filter(number=number).first()
    stored = case.progress_code_hash if case is not None and case.progress_code_hash else "0" * 64
    fitting = progress_code_fits(stored, request.bureau.pk, number, code)
    return case if fitting else None


def _name(request: PortalRequest, number: str) -> str:
    return f"{request.bureau.code}/{number}"
