-- 居民公约、村规民约: rules people give themselves, edition by edition, clause by clause.
CREATE TABLE manage_covenant (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  matter TEXT,
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  edition BIGINT NOT NULL,
  starts BIGINT NOT NULL,
  ends BIGINT,
  review BIGINT NOT NULL,
  rule TEXT NOT NULL,
  filed BIGINT,
  file_number TEXT,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX manage_covenant_source ON manage_covenant (county, source);
CREATE INDEX manage_covenant_place ON manage_covenant (county, place);
CREATE INDEX manage_covenant_matter ON manage_covenant (county, matter);
CREATE TABLE manage_clause (
  county TEXT NOT NULL,
  covenant TEXT NOT NULL,
  no BIGINT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (county, covenant, no)
);
