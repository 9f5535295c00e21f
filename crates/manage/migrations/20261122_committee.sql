-- 自管委、业委会、理事会、物管会、带头人: a body with seats by public alias, a mandate and a term.
CREATE TABLE manage_committee (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  matter TEXT,
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  mandate TEXT NOT NULL,
  origin TEXT NOT NULL,
  elected BIGINT NOT NULL,
  since BIGINT NOT NULL,
  until BIGINT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX manage_committee_source ON manage_committee (county, source);
CREATE INDEX manage_committee_place ON manage_committee (county, place);
CREATE INDEX manage_committee_matter ON manage_committee (county, matter);
CREATE TABLE manage_seat (
  county TEXT NOT NULL,
  committee TEXT NOT NULL,
  no BIGINT NOT NULL,
  alias TEXT NOT NULL,
  office TEXT NOT NULL,
  PRIMARY KEY (county, committee, no)
);
