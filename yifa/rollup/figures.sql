-- Each bureau's own figures, as it computed them; only of indicators of which some bureau has something to say.
SELECT f.bureau AS bureau, f.indicator AS indicator, f.year AS year, f.value AS value, f.records AS records, f.source AS source,
    f.attested AS attested, f.provisional AS provisional
FROM figures f JOIN bureaus b ON b.bureau = f.bureau
WHERE f.part = '*' AND f.indicator IN (
    SELECT o.indicator FROM figures o WHERE o.part = '*' AND (o.records > 0 OR o.source = 'stated')
)
ORDER BY indicator, bureau, year
