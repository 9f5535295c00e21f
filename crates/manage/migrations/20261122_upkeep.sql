-- 管护责任: what was built has somebody who looks after it, and days when it is looked at again.
CREATE TABLE manage_upkeep (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  matter TEXT,
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  body TEXT,
  body_name TEXT,
  what TEXT,
  often TEXT,
  taken BIGINT,
  review_first BIGINT,
  review_second BIGINT,
  reason TEXT,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX manage_upkeep_source ON manage_upkeep (county, source);
CREATE INDEX manage_upkeep_matter ON manage_upkeep (county, matter);
CREATE INDEX manage_upkeep_body ON manage_upkeep (county, body);
CREATE INDEX manage_upkeep_place ON manage_upkeep (county, place);
