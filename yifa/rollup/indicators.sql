-- What each indicator means; where bureaus say it differently, the least text stands for all and scopes.sql tells that they differ.
SELECT i.indicator AS indicator, MIN(i.measure) AS measure, MAX(i.scale) AS scale, MAX(i.places) AS places, MIN(i.unit) AS unit,
    MIN(i.period) AS period, MIN(i.title_zh) AS title_zh, MIN(i.title_en) AS title_en,
    MIN(i.says_zh) AS says_zh, MIN(i.says_en) AS says_en, MIN(i.counter_zh) AS counter_zh,
    MIN(i.counter_en) AS counter_en, COUNT(DISTINCT i.definition) AS definitions
FROM indicators i JOIN bureaus b ON b.bureau = i.bureau
GROUP BY i.indicator
ORDER BY indicator
