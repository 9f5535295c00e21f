-- 账目: entries are never changed. A wrong one is struck out before it counts, or countered after.
CREATE TABLE build_entry (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  project TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount BIGINT NOT NULL,
  day TEXT NOT NULL,
  what TEXT NOT NULL,
  party TEXT NOT NULL,
  voucher TEXT NOT NULL,
  record TEXT,
  counters TEXT,
  state TEXT NOT NULL,
  entered_by TEXT,
  entered_name TEXT NOT NULL,
  checked_by TEXT,
  checked_name TEXT,
  why TEXT,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX build_entry_project ON build_entry (county, project, day, at);
