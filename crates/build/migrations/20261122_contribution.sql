-- 贡献: what people give. `shown` only with consent; the private link only as a digest (`mark`).
-- `amount` and `accepted` are fen (cash, material), days (labour) or 0.01 m² (land).
CREATE TABLE build_contribution (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  project TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount BIGINT NOT NULL,
  what TEXT NOT NULL,
  shown TEXT,
  entered TEXT,
  remote BIGINT NOT NULL,
  giver TEXT,
  mark TEXT NOT NULL,
  state TEXT NOT NULL,
  day TEXT,
  delivered_by TEXT,
  delivered_name TEXT,
  accepted BIGINT,
  worth BIGINT,
  receipt TEXT,
  accepted_name TEXT,
  accepted_at BIGINT,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX build_contribution_project ON build_contribution (county, project, at);
CREATE UNIQUE INDEX build_contribution_mark ON build_contribution (county, mark);
CREATE UNIQUE INDEX build_contribution_receipt ON build_contribution (county, project, receipt);
