-- 一轮: a matter was reported handled, so those who raised it are asked once. `handlers` are the public
-- names of who reported it: they may not enter anybody's verdict. One name per line.
CREATE TABLE evaluate_round (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  number BIGINT NOT NULL,
  opened BIGINT NOT NULL,
  due BIGINT,
  rule TEXT NOT NULL,
  handlers TEXT NOT NULL,
  state TEXT NOT NULL,
  settled BIGINT,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX evaluate_round_matter ON evaluate_round (county, matter, number);

-- What each voice said in a round; empty until it is reached. Late voices joined after the round began.
CREATE TABLE evaluate_heard (
  county TEXT NOT NULL,
  round TEXT NOT NULL,
  voice TEXT NOT NULL,
  turn BIGINT NOT NULL,
  came TEXT NOT NULL,
  late BIGINT NOT NULL,
  said TEXT,
  channel TEXT,
  entered TEXT,
  words TEXT,
  at BIGINT,
  PRIMARY KEY (county, round, voice)
);

-- Attempts to reach a voice: at most one counts per day.
CREATE TABLE evaluate_attempt (
  county TEXT NOT NULL,
  round TEXT NOT NULL,
  voice TEXT NOT NULL,
  day TEXT NOT NULL,
  channel TEXT NOT NULL,
  entered TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, round, voice, day)
);
