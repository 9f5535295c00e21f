-- 项目: what an adopted proposal became. Title, body and cost are frozen; one project per proposal.
CREATE TABLE build_project (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  proposal TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  cost TEXT NOT NULL,
  planned BIGINT,
  state TEXT NOT NULL,
  upkeep BIGINT,
  learned TEXT,
  receipts BIGINT NOT NULL,
  started BIGINT NOT NULL,
  finished BIGINT,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX build_project_proposal ON build_project (county, proposal);
CREATE INDEX build_project_matter ON build_project (county, matter);
