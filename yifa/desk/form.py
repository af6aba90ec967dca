"""A step's questions as the fields of a form; drawn by what desk and portal share (``yifa.interface.form``)."""

from __future__ import annotations

from yifa.interface.form import Choice, Field, Filled, fields

__all__ = ["Choice", "Field", "Filled", "fields"]
