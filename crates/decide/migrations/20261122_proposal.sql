-- 方案: what is proposed for a matter. Every version that was shown is kept.
CREATE TABLE decide_proposal (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  author TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX decide_proposal_matter ON decide_proposal (county, matter);
