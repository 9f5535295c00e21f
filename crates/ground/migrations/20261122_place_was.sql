-- The official name (大塘村村民委员会) beside the one people say (大塘村). It always begins with the
-- latter, so one index finds both.
ALTER TABLE ground_place ADD COLUMN official TEXT NOT NULL DEFAULT '';
UPDATE ground_place SET official = name WHERE county >= '000000';
DROP INDEX ground_place_name;
CREATE INDEX ground_place_official ON ground_place (official, code);

-- Names a place had before, and the days they were in use. A code is kept when its name changes.
CREATE TABLE ground_place_was (
  county TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  PRIMARY KEY (county, code, name, since)
);
