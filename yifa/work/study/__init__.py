"""Study of law and examinations (学法用法): the year's plan, collective study, must-know lists, examinations, oaths.

法治宣传教育法 §36: organs organise their staff's study; §37: leaders' must-know lists exist and are kept current; §33: oaths to
the Constitution on taking office. Sessions and hours are what the bureau's plan sets. §53 forbids formalism, and the rules of
January 2026 forbid points, rankings, check-ins and learning time as assessment: attendance is told by who was absent and why,
self-study is stated and not timed, and results of examinations rank nobody.
"""
