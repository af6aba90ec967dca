"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class CompetitionConfig(FieldConfig):
    """Fair-competition review as a field of work."""

    default = True
    name = "yifa.work.competition"
    label = "competition"
    verbose_name = "公平竞争审查"
