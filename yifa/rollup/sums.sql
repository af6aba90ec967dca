-- What a roll-up adds up, by DuckDB and by Spark alike: one text. Both must give the same rows to the last digit, so money is whole
-- numbers, growth is computed on whole numbers and floored, every CASE has its ELSE, and the order leaves nothing open.
--
-- facts, bureaus (bureau, division, level): see yifa/rollup/schema.py. "*" stands for all: of the divisions, of the levels, of the
-- parts. A median is the lower one of an even number. Counts and sums are put together from each bureau's own; enterprises and medians
-- are not the sum of their parts and are asked of the facts again.
WITH of_bureau AS (
    SELECT f.bureau AS bureau, f.indicator AS indicator, f.part AS part, f.year AS year,
        COUNT(*) AS records, SUM(f.amount) AS amount, COUNT(f.amount) AS amounts,
        SUM(CASE WHEN f.hit THEN 1 ELSE 0 END) AS hits, COUNT(f.hit) AS wholes
    FROM facts f GROUP BY f.bureau, f.indicator, f.part, f.year
),
counted AS (
    SELECT
        CASE WHEN GROUPING(b.division) = 1 THEN '*' ELSE b.division END AS division,
        CASE WHEN GROUPING(b.level) = 1 THEN '*' ELSE b.level END AS level,
        o.indicator AS indicator, CASE WHEN GROUPING(o.part) = 1 THEN '*' ELSE o.part END AS part, o.year AS year,
        COUNT(DISTINCT o.bureau) AS bureaus, CAST(SUM(o.records) AS BIGINT) AS records, CAST(SUM(o.amount) AS BIGINT) AS amount,
        CAST(SUM(o.amounts) AS BIGINT) AS amounts, CAST(SUM(o.hits) AS BIGINT) AS hits, CAST(SUM(o.wholes) AS BIGINT) AS wholes
    FROM of_bureau o JOIN bureaus b ON b.bureau = o.bureau
    GROUP BY GROUPING SETS (
        (b.division, b.level, o.indicator, o.year), (o.indicator, o.part, o.year), (o.indicator, o.year)
    )
),
party AS (
    SELECT DISTINCT b.division AS division, b.level AS level, f.indicator AS indicator, f.part AS part, f.year AS year,
        f.party AS party
    FROM facts f JOIN bureaus b ON b.bureau = f.bureau WHERE f.party IS NOT NULL
),
parties AS (
    SELECT
        CASE WHEN GROUPING(division) = 1 THEN '*' ELSE division END AS division,
        CASE WHEN GROUPING(level) = 1 THEN '*' ELSE level END AS level,
        indicator, CASE WHEN GROUPING(part) = 1 THEN '*' ELSE part END AS part, year, COUNT(DISTINCT party) AS parties
    FROM party
    GROUP BY GROUPING SETS ((division, level, indicator, year), (indicator, part, year), (indicator, year))
),
medians AS (
    SELECT
        CASE WHEN GROUPING(b.division) = 1 THEN '*' ELSE b.division END AS division,
        CASE WHEN GROUPING(b.level) = 1 THEN '*' ELSE b.level END AS level,
        f.indicator AS indicator, CASE WHEN GROUPING(f.part) = 1 THEN '*' ELSE f.part END AS part, f.year AS year,
        CAST(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY f.amount) AS BIGINT) AS median_amount,
        CAST(PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY f.days) AS BIGINT) AS median_days
    FROM facts f JOIN bureaus b ON b.bureau = f.bureau
    GROUP BY GROUPING SETS (
        (b.division, b.level, f.indicator, f.year), (f.indicator, f.part, f.year), (f.indicator, f.year)
    )
),
beside AS (
    SELECT c.*, m.median_amount AS median_amount, m.median_days AS median_days, COALESCE(p.parties, 0) AS parties,
        LAG(c.year) OVER same AS year_before, LAG(c.records) OVER same AS records_before, LAG(c.amount) OVER same AS amount_before
    FROM counted c
        JOIN medians m ON m.division = c.division AND m.level = c.level AND m.indicator = c.indicator AND m.part = c.part
            AND m.year = c.year
        LEFT JOIN parties p ON p.division = c.division AND p.level = c.level AND p.indicator = c.indicator AND p.part = c.part
            AND p.year = c.year
    WINDOW same AS (PARTITION BY c.division, c.level, c.indicator, c.part ORDER BY c.year)
)
SELECT division, level, indicator, part, year, bureaus, records, parties, amount, amounts, hits, wholes, median_amount, median_days,
    -- In tenths of a percent, half up.
    CASE WHEN year_before = year - 1 AND records_before > 0
        THEN CAST(FLOOR((CAST(records - records_before AS DOUBLE) * 2000 + records_before) / (2 * records_before)) AS BIGINT)
        ELSE NULL END AS growth_of_records,
    CASE WHEN year_before = year - 1 AND amount_before > 0
        THEN CAST(FLOOR((CAST(amount - amount_before AS DOUBLE) * 2000 + amount_before) / (2 * amount_before)) AS BIGINT)
        ELSE NULL END AS growth_of_amount
FROM beside
ORDER BY division, level, indicator, part, year
