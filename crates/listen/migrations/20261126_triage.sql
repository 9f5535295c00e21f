-- 归类: what kind of problem a worker said a matter is, and what had been suggested then. One row a matter, `turn`
-- counts how often it was said; the
-- words it was sorted by are its reports'.
CREATE TABLE listen_label (
  county TEXT NOT NULL,
  matter TEXT NOT NULL,
  label TEXT NOT NULL,
  suggested TEXT,
  answers TEXT NOT NULL,
  turn BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, matter)
);
CREATE INDEX listen_label_at ON listen_label (county, at, matter);
CREATE INDEX listen_label_answers ON listen_label (county, label, answers);

-- The models a county learned from its own matters. At most one is live; the others are kept to go back to.
-- `body` is the model in base64: hashes, weights and labels, no words anybody wrote.
CREATE TABLE listen_model (
  county TEXT NOT NULL,
  version TEXT NOT NULL,
  state TEXT NOT NULL,
  messages BIGINT NOT NULL,
  upto BIGINT NOT NULL,
  body TEXT NOT NULL,
  report TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, version)
);
CREATE UNIQUE INDEX listen_model_live ON listen_model (county) WHERE state = 'live';

-- What was said in a month, for the groups of problems.
CREATE INDEX listen_report_at ON listen_report (county, at, voice);
