-- What happened, one row per fact. `body` and `salt` can be erased; the leaf keeps their commitment.
CREATE TABLE store_fact (
  county TEXT NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  matter TEXT,
  stage TEXT NOT NULL,
  subject TEXT NOT NULL,
  at BIGINT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT,
  salt TEXT,
  leaf TEXT NOT NULL,
  PRIMARY KEY (county, seq)
);
CREATE INDEX store_fact_matter ON store_fact (county, matter, seq);
CREATE INDEX store_fact_subject ON store_fact (county, subject, seq);

-- The public record: one growing Merkle tree (RFC 6962) per county.
CREATE TABLE store_head (
  county TEXT NOT NULL,
  size BIGINT NOT NULL,
  frontier TEXT NOT NULL,
  PRIMARY KEY (county)
);
CREATE TABLE store_node (
  county TEXT NOT NULL,
  level BIGINT NOT NULL,
  idx BIGINT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (county, level, idx)
);

-- Work that follows a fact or falls due at a time.
CREATE TABLE store_job (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  flow TEXT NOT NULL,
  due BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  fact TEXT NOT NULL,
  fault TEXT,
  PRIMARY KEY (county, id)
);
CREATE INDEX store_job_due ON store_job (due, id);

-- Acts already done, by idempotency key: a double click or a retry is one act.
CREATE TABLE store_act (
  county TEXT NOT NULL,
  actkey TEXT NOT NULL,
  at BIGINT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (county, actkey)
);
CREATE INDEX store_act_at ON store_act (at);
