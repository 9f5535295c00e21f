-- Places: statistical divisions down to the community, our own below. `way` is the path of names.
CREATE TABLE ground_place (
  county TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  way TEXT NOT NULL,
  parent TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  PRIMARY KEY (county, code)
);
CREATE INDEX ground_place_parent ON ground_place (county, parent, code);
CREATE INDEX ground_place_name ON ground_place (name, code);

-- People as the house knows them: a public alias. Private names and contacts live sealed elsewhere.
CREATE TABLE ground_person (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE TABLE ground_office (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  since BIGINT NOT NULL,
  until BIGINT,
  PRIMARY KEY (county, id)
);
CREATE INDEX ground_office_person ON ground_office (county, person);
CREATE INDEX ground_office_place ON ground_office (county, place);

-- Sign-in: only digests of secrets are kept.
CREATE TABLE ground_slip (
  county TEXT NOT NULL,
  mark TEXT NOT NULL,
  person TEXT NOT NULL,
  until BIGINT,
  PRIMARY KEY (county, mark)
);
CREATE TABLE ground_session (
  county TEXT NOT NULL,
  mark TEXT NOT NULL,
  person TEXT NOT NULL,
  begun BIGINT NOT NULL,
  until BIGINT NOT NULL,
  PRIMARY KEY (county, mark)
);

-- The spine. `street` and `community` repeat the beginning of `place` so that lists need no scan.
CREATE TABLE ground_matter (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  place TEXT NOT NULL,
  street TEXT NOT NULL,
  community TEXT NOT NULL,
  title TEXT NOT NULL,
  stage TEXT NOT NULL,
  standing TEXT NOT NULL,
  list TEXT NOT NULL,
  klass TEXT,
  answers TEXT,
  due BIGINT,
  reason TEXT,
  review BIGINT,
  into_matter TEXT,
  voices BIGINT NOT NULL,
  raised BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX ground_matter_county ON ground_matter (county, list, changed, id);
CREATE INDEX ground_matter_street ON ground_matter (county, street, list, changed, id);
CREATE INDEX ground_matter_community ON ground_matter (county, community, list, changed, id);
CREATE INDEX ground_matter_due ON ground_matter (county, standing, due);
CREATE INDEX ground_matter_id ON ground_matter (id);

-- How many matters stand how in a place and everything in it, for the place and every place above it up
-- to the county; kept with every change, so that a board of 470,000 matters costs what one of 1,000
-- costs. `level` is the length of the code: 6 county, 9 street, 12 community, more below.
CREATE TABLE ground_tally (
  county TEXT NOT NULL,
  level BIGINT NOT NULL,
  place TEXT NOT NULL,
  standing TEXT NOT NULL,
  stage TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (county, level, place, standing, stage)
);

-- Rolls: who may take part, by unit. A vote copies and freezes what it needs.
CREATE TABLE ground_roll (
  county TEXT NOT NULL,
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  unit TEXT NOT NULL,
  head TEXT NOT NULL,
  household TEXT NOT NULL,
  area BIGINT NOT NULL,
  person TEXT,
  PRIMARY KEY (county, place, kind, unit)
);

-- 公示: a public notice with a fixed window. There is no column to end it early, and no verb.
CREATE TABLE ground_notice (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT,
  place TEXT NOT NULL,
  stage TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  rule TEXT NOT NULL,
  days BIGINT NOT NULL,
  unit TEXT NOT NULL,
  opened BIGINT NOT NULL,
  ends BIGINT NOT NULL,
  ended BIGINT,
  PRIMARY KEY (county, id)
);
CREATE INDEX ground_notice_place ON ground_notice (county, place, ends);
CREATE INDEX ground_notice_matter ON ground_notice (county, matter);
CREATE INDEX ground_notice_subject ON ground_notice (county, subject);
CREATE TABLE ground_objection (
  county TEXT NOT NULL,
  notice TEXT NOT NULL,
  id TEXT NOT NULL,
  words TEXT NOT NULL,
  at BIGINT NOT NULL,
  answer TEXT,
  answered BIGINT,
  PRIMARY KEY (county, notice, id)
);

-- Voices: who raised or joined a matter, by the digest of their private link.
CREATE TABLE ground_voice (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  mark TEXT NOT NULL,
  channel TEXT NOT NULL,
  entered TEXT,
  person TEXT,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX ground_voice_mark ON ground_voice (county, mark);
CREATE INDEX ground_voice_matter ON ground_voice (county, matter, at);
