-- Proposals grow: kind, options, cost and edition; every edition that was shown stays readable.
ALTER TABLE decide_proposal ADD COLUMN kind TEXT NOT NULL DEFAULT 'plan';
ALTER TABLE decide_proposal ADD COLUMN options TEXT NOT NULL DEFAULT '';
ALTER TABLE decide_proposal ADD COLUMN cost BIGINT;
ALTER TABLE decide_proposal ADD COLUMN edition BIGINT NOT NULL DEFAULT 1;
CREATE TABLE decide_version (
  county TEXT NOT NULL,
  proposal TEXT NOT NULL,
  edition BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  options TEXT NOT NULL,
  cost BIGINT,
  why TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, proposal, edition)
);
CREATE TABLE decide_objection (
  county TEXT NOT NULL,
  proposal TEXT NOT NULL,
  id TEXT NOT NULL,
  edition BIGINT NOT NULL,
  words TEXT NOT NULL,
  at BIGINT NOT NULL,
  answer TEXT,
  answered BIGINT,
  PRIMARY KEY (county, proposal, id)
);
