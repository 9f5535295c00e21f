-- How many matters a community has had, so that the front page finds the busiest by an index.
ALTER TABLE ground_place ADD COLUMN matters BIGINT NOT NULL DEFAULT 0;
UPDATE ground_place SET matters = COALESCE((SELECT SUM(t.n) FROM ground_tally t
WHERE t.county = ground_place.county AND t.level = 12 AND t.place = ground_place.code), 0)
WHERE county >= '000000' AND LENGTH(code) = 12;
CREATE INDEX ground_place_busy ON ground_place (matters, code) WHERE matters > 0;

-- Hard matters that stand still are found by the day they last moved.
CREATE INDEX ground_matter_hard_county ON ground_matter (county, changed, id)
WHERE klass = 'hard' AND list = 'task' AND standing = 'open';
CREATE INDEX ground_matter_hard_street ON ground_matter (county, street, changed, id)
WHERE klass = 'hard' AND list = 'task' AND standing = 'open';
CREATE INDEX ground_matter_hard_community ON ground_matter (county, community, changed, id)
WHERE klass = 'hard' AND list = 'task' AND standing = 'open';
