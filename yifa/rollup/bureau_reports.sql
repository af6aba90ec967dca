-- Of each bureau and year: when the yearly report was delivered and made public.
SELECT r.bureau AS bureau, r.year AS year, r.delivered_on AS delivered_on, r.published_on AS published_on
FROM reports r JOIN bureaus b ON b.bureau = r.bureau
ORDER BY bureau, year
