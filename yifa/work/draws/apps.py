"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class DrawsConfig(FieldConfig):
    """Draws as a field of work."""

    default = True
    name = "yifa.work.draws"
    label = "draws"
    verbose_name = "随机抽取"
