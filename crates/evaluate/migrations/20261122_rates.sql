-- The evidence behind a place's numbers: which round or review adds how many to which number.
-- `street` and `community` repeat the beginning of `place` so that lists need no scan.
CREATE TABLE evaluate_mark (
  county TEXT NOT NULL,
  subject TEXT NOT NULL,
  result TEXT NOT NULL,
  place TEXT NOT NULL,
  street TEXT NOT NULL,
  community TEXT NOT NULL,
  matter TEXT NOT NULL,
  n BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, subject, result)
);
CREATE INDEX evaluate_mark_county ON evaluate_mark (county, result, at, subject);
CREATE INDEX evaluate_mark_street ON evaluate_mark (county, street, result, at, subject);
CREATE INDEX evaluate_mark_community ON evaluate_mark (county, community, result, at, subject);

-- The numbers themselves, kept with every change.
CREATE TABLE evaluate_count (
  county TEXT NOT NULL,
  place TEXT NOT NULL,
  result TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (county, place, result)
);
