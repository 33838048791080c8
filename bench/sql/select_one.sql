-- the cheapest question there is
SELECT 1 AS one
