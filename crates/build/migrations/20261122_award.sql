-- 以奖代补: an application with everything it was computed from (`calc`), and who inspected.
CREATE TABLE build_award (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  project TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  state TEXT NOT NULL,
  calc TEXT NOT NULL,
  rule TEXT NOT NULL,
  applied_by TEXT NOT NULL,
  applied_name TEXT NOT NULL,
  notice TEXT,
  paid BIGINT,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX build_award_project ON build_award (county, project, at);
CREATE TABLE build_inspection (
  county TEXT NOT NULL,
  award TEXT NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  ok BIGINT NOT NULL,
  words TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, award, seq)
);
