-- 工序: the steps of a project, who watches their quality, and what was found wrong.
CREATE TABLE build_step (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  project TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  what TEXT NOT NULL,
  begins TEXT NOT NULL,
  ends TEXT NOT NULL,
  doer TEXT NOT NULL,
  state TEXT NOT NULL,
  started TEXT,
  completed TEXT,
  completed_by TEXT,
  note TEXT,
  signed_by TEXT,
  signed_name TEXT,
  signed_at BIGINT,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX build_step_project ON build_step (county, project, begins);
CREATE TABLE build_monitor (
  county TEXT NOT NULL,
  project TEXT NOT NULL,
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, project, person)
);
CREATE TABLE build_defect (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  project TEXT NOT NULL,
  step TEXT NOT NULL,
  words TEXT NOT NULL,
  state TEXT NOT NULL,
  raised_by TEXT NOT NULL,
  mended TEXT,
  mended_by TEXT,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX build_defect_project ON build_defect (county, project, at);
