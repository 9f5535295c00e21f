-- 约定: what two parties promise each other; in force when both have signed.
CREATE TABLE manage_agreement (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  party_one TEXT NOT NULL,
  party_two TEXT NOT NULL,
  hours TEXT NOT NULL,
  terms TEXT NOT NULL,
  state TEXT NOT NULL,
  starts BIGINT,
  review BIGINT NOT NULL,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX manage_agreement_matter ON manage_agreement (county, matter);
CREATE TABLE manage_signature (
  county TEXT NOT NULL,
  agreement TEXT NOT NULL,
  party TEXT NOT NULL,
  alias TEXT NOT NULL,
  person TEXT,
  channel TEXT NOT NULL,
  present TEXT,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, agreement, party)
);
-- What was heard or seen: a spot and a time, never a name.
CREATE TABLE manage_observation (
  county TEXT NOT NULL,
  agreement TEXT NOT NULL,
  id TEXT NOT NULL,
  spot TEXT NOT NULL,
  seen_at BIGINT NOT NULL,
  kept BIGINT NOT NULL,
  words TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, agreement, id)
);
