"""Leading the rule of law (组织领导): leading groups, the first responsible person's four duties, and yearly statements on law.

Who is on a group follows appointment documents; its meetings and the reports it heard are taken from their own cases. What the
head did in person (亲自部署、过问、协调、督办, 第一责任人职责规定 §4) is read from the record and never typed. Statements
(述法, §7) are called for each year, given in person or written, assessed by a panel of three without the leader, and rectified.
Deliberately not here: scores and rankings of leaders.
"""
