-- 推选: seats of a body residents give themselves. The box is paper; this keeps and checks the count.
CREATE TABLE decide_election (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  body TEXT NOT NULL,
  kind TEXT NOT NULL,
  seats BIGINT NOT NULL,
  left_seats BIGINT NOT NULL,
  until TEXT NOT NULL,
  rule TEXT NOT NULL,
  state TEXT NOT NULL,
  round BIGINT NOT NULL,
  sheet TEXT,
  reader TEXT,
  chair TEXT,
  vice TEXT,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX decide_election_matter ON decide_election (county, matter, at);
CREATE TABLE decide_candidate (
  county TEXT NOT NULL,
  election TEXT NOT NULL,
  alias TEXT NOT NULL,
  about TEXT NOT NULL,
  standing TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, election, alias)
);
CREATE TABLE decide_round (
  county TEXT NOT NULL,
  election TEXT NOT NULL,
  round BIGINT NOT NULL,
  sheet TEXT NOT NULL,
  result TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, election, round)
);
