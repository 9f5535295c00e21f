-- 案例: what a neighbourhood tells others. The record part is not copied: `upto` is the last fact of the
-- county's record it rests on, so that it is frozen and an erased person is erased here too.
CREATE TABLE share_case (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  state TEXT NOT NULL,
  edition BIGINT NOT NULL,
  title TEXT NOT NULL,
  problem TEXT NOT NULL,
  worked TEXT NOT NULL,
  differently TEXT NOT NULL,
  limits TEXT NOT NULL,
  upto BIGINT NOT NULL,
  days BIGINT NOT NULL,
  voices BIGINT NOT NULL,
  tried BIGINT NOT NULL,
  reason TEXT,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX share_case_matter ON share_case (county, matter) WHERE state <> 'withdrawn';
CREATE INDEX share_case_place ON share_case (county, place);
CREATE INDEX share_case_at ON share_case (state, at, id);

-- Every edition that was public stays readable.
CREATE TABLE share_case_edition (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  edition BIGINT NOT NULL,
  title TEXT NOT NULL,
  problem TEXT NOT NULL,
  worked TEXT NOT NULL,
  differently TEXT NOT NULL,
  limits TEXT NOT NULL,
  upto BIGINT NOT NULL,
  days BIGINT NOT NULL,
  voices BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, id, edition)
);

-- What a case is found by: the tokens of its title and problem.
CREATE TABLE share_case_word (
  county TEXT NOT NULL,
  word TEXT NOT NULL,
  id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, word, id)
);
CREATE INDEX share_case_word_at ON share_case_word (word, at, id);

-- Places that try a case. Kept twice, because case and place may live in different counties:
-- once beside the case (who adopted it), once beside the place (what is tried here).
CREATE TABLE share_adoption (
  county TEXT NOT NULL,
  case_id TEXT NOT NULL,
  place TEXT NOT NULL,
  way TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, case_id, place)
);
CREATE TABLE share_trial (
  county TEXT NOT NULL,
  place TEXT NOT NULL,
  case_county TEXT NOT NULL,
  case_id TEXT NOT NULL,
  title TEXT NOT NULL,
  words TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, place, case_id)
);
