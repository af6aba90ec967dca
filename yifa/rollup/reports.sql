-- When the yearly reports were delivered (before 1 March) and made public (before 1 April), and of how many bureaus there is none.
-- Regulation: 法治政府建设与责任落实督察工作规定, arts 24 and 25. asked_on: the day on which the roll-up was made.
SELECT
    CASE WHEN GROUPING(b.division) = 1 THEN '*' ELSE b.division END AS division,
    CASE WHEN GROUPING(b.level) = 1 THEN '*' ELSE b.level END AS level,
    r.year AS year,
    COUNT(*) AS bureaus,
    COUNT(r.delivered_on) AS delivered,
    CAST(SUM(CASE WHEN r.delivered_on >= MAKE_DATE(r.year + 1, 3, 1) THEN 1 ELSE 0 END) AS BIGINT) AS delivered_late,
    COUNT(r.published_on) AS published,
    CAST(SUM(CASE WHEN r.published_on >= MAKE_DATE(r.year + 1, 4, 1) THEN 1 ELSE 0 END) AS BIGINT) AS published_late,
    COUNT(*) - COUNT(r.published_on) AS missing
FROM reports r JOIN bureaus b ON b.bureau = r.bureau
GROUP BY GROUPING SETS ((b.division, b.level, r.year), (r.year))
ORDER BY division, level, year
