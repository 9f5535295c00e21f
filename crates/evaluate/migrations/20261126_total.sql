-- The numbers of every place with everything in it, so that a county reads as few rows as a building.
-- `level` is the length of the place's code.
CREATE TABLE evaluate_total (
  county TEXT NOT NULL,
  level BIGINT NOT NULL,
  place TEXT NOT NULL,
  result TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (county, level, place, result)
);
INSERT INTO evaluate_total (county, level, place, result, n)
SELECT county, 6, county, result, SUM(n) FROM evaluate_mark WHERE county >= '000000'
GROUP BY county, result;
INSERT INTO evaluate_total (county, level, place, result, n)
SELECT county, 9, street, result, SUM(n) FROM evaluate_mark WHERE county >= '000000'
AND LENGTH(place) >= 9 GROUP BY county, street, result;
INSERT INTO evaluate_total (county, level, place, result, n)
SELECT county, 12, community, result, SUM(n) FROM evaluate_mark WHERE county >= '000000'
AND LENGTH(place) >= 12 GROUP BY county, community, result;
INSERT INTO evaluate_total (county, level, place, result, n)
SELECT m.county, LENGTH(p.code), p.code, m.result, SUM(m.n) FROM evaluate_mark m
JOIN ground_place p ON p.county = m.county AND LENGTH(p.code) > 12
AND (m.place = p.code OR (m.place > p.code AND m.place < p.code || '/'))
WHERE m.county >= '000000' GROUP BY m.county, p.code, m.result;
DROP TABLE evaluate_count;
