"""Letters, visits and the bureau's own box (信访、咨询投诉、检举举报).

Petitions are a mirror of the national system with the clocks of the 信访工作条例: told within fifteen days, sorted first (§31),
answered by an opinion within sixty days. What is written to the bureau itself is sorted the same way, answered, and published
where the writer agrees. Reports of unlawful acts are kept by a small circle: they stand in no register and no figure, and for
everybody else at the desk they are not there (``yifa.desk.knowing``). Deliberately not here: reviews of the next higher organ,
and rating of those who write.
"""
