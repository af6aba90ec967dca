-- What keeps an indicator's figures of a year from being compared: how many bureaus counted by another definition than most of them
-- together, have it from a published report, have no record and did not attest that there was nothing, or are not at the year's end.
SELECT f.indicator AS indicator, f.year AS year, COUNT(*) AS bureaus, COUNT(DISTINCT i.definition) AS definitions,
    CAST(SUM(CASE WHEN f.source = 'stated' THEN 1 ELSE 0 END) AS BIGINT) AS stated,
    CAST(SUM(CASE WHEN f.records = 0 AND f.source = 'records' AND NOT f.attested THEN 1 ELSE 0 END) AS BIGINT) AS not_attested,
    CAST(SUM(CASE WHEN f.provisional THEN 1 ELSE 0 END) AS BIGINT) AS provisional
FROM figures f
    JOIN bureaus b ON b.bureau = f.bureau
    JOIN indicators i ON i.bureau = f.bureau AND i.indicator = f.indicator
WHERE f.part = '*'
GROUP BY f.indicator, f.year
ORDER BY indicator, year
