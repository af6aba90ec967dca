"""Registration of this field of work; nothing else runs at import."""

from __future__ import annotations

from yifa.cases.fields import FieldConfig


class ProjectsConfig(FieldConfig):
    """Projects as a field of work."""

    default = True
    name = "yifa.work.projects"
    label = "projects"
    verbose_name = "科技计划项目"
