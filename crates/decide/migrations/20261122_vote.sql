-- 表决: the roll is copied and frozen when it opens.
CREATE TABLE decide_vote (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  proposal TEXT NOT NULL,
  edition BIGINT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  question TEXT NOT NULL,
  rule TEXT NOT NULL,
  roll TEXT NOT NULL,
  size BIGINT NOT NULL,
  mode TEXT NOT NULL,
  basis TEXT NOT NULL,
  opened BIGINT NOT NULL,
  closes BIGINT NOT NULL,
  counts BIGINT NOT NULL,
  state TEXT NOT NULL,
  electronic BIGINT NOT NULL,
  paper BIGINT NOT NULL,
  result TEXT,
  PRIMARY KEY (county, id)
);
CREATE INDEX decide_vote_proposal ON decide_vote (county, proposal, opened);
CREATE INDEX decide_vote_matter ON decide_vote (county, matter, opened);

-- Who may vote, and that they did (channel and day): never what they said.
CREATE TABLE decide_elector (
  county TEXT NOT NULL,
  vote TEXT NOT NULL,
  unit TEXT NOT NULL,
  head TEXT NOT NULL,
  area BIGINT NOT NULL,
  person TEXT,
  serial TEXT NOT NULL,
  channel TEXT,
  voted BIGINT,
  PRIMARY KEY (county, vote, unit)
);
CREATE INDEX decide_elector_person ON decide_elector (county, vote, person);

-- What was said: no unit, no person, no time. `head` is a keyed mark of this vote alone.
CREATE TABLE decide_ballot (
  county TEXT NOT NULL,
  vote TEXT NOT NULL,
  token TEXT NOT NULL,
  choice TEXT NOT NULL,
  area BIGINT NOT NULL,
  head TEXT NOT NULL,
  channel TEXT NOT NULL,
  PRIMARY KEY (county, vote, token)
);

-- A paper ballot between its two readers: the choice is erased when the second has confirmed it.
CREATE TABLE decide_paper (
  county TEXT NOT NULL,
  vote TEXT NOT NULL,
  serial TEXT NOT NULL,
  unit TEXT NOT NULL,
  choice TEXT,
  reader TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, vote, serial)
);
