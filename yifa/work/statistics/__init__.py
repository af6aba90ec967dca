"""Science statistics (科技统计): values as they were published, by region, year and scope, with source, day, revision and rank.

What can be computed is never typed: growth, difference, places gained. A revision is a row of its own; the latest stands.
Deliberately not here: what the bureau's own registers count, and reports of single enterprises.
"""
