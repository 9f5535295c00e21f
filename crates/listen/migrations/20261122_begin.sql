-- 反映: what one person or body said, masked; the original and the contact only sealed. One row per voice.
CREATE TABLE listen_report (
  county TEXT NOT NULL,
  voice TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  words TEXT NOT NULL,
  original TEXT,
  name TEXT,
  contact TEXT,
  channel TEXT NOT NULL,
  entered TEXT,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, voice)
);
CREATE INDEX listen_report_matter ON listen_report (county, matter, at, voice);

-- By which words a report is found, latest first. A look-up reads a bounded piece of this index only.
CREATE TABLE listen_token (
  county TEXT NOT NULL,
  community TEXT NOT NULL,
  token TEXT NOT NULL,
  at BIGINT NOT NULL,
  report TEXT NOT NULL,
  PRIMARY KEY (county, community, token, at, report)
);

-- Who looked at whose contact, why and when: shown to the person it belongs to (PIPL 44, 45).
CREATE TABLE listen_reveal (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  voice TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX listen_reveal_voice ON listen_reveal (county, voice, at);

-- 受理: by which version of which rule the limit was counted; `hand` when a person gave the date,
-- `dispatch` when a dispatch did. It speaks for this due date only.
CREATE TABLE listen_acceptance (
  county TEXT NOT NULL,
  matter TEXT NOT NULL,
  rule TEXT NOT NULL,
  due BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, matter)
);

-- 挂账: what would set a parked matter free.
CREATE TABLE listen_parking (
  county TEXT NOT NULL,
  matter TEXT NOT NULL,
  unlock TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, matter)
);

-- 每月调度: the meeting that clears stuck matters, and what it decided.
CREATE TABLE listen_dispatch (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  place TEXT NOT NULL,
  held TEXT NOT NULL,
  state TEXT NOT NULL,
  present BIGINT,
  words TEXT,
  convened TEXT NOT NULL,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX listen_dispatch_place ON listen_dispatch (county, place, held, at);
CREATE TABLE listen_decision (
  county TEXT NOT NULL,
  dispatch TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  words TEXT NOT NULL,
  answers TEXT NOT NULL,
  due BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, dispatch, id)
);
