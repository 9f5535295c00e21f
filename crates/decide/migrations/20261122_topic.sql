-- 议题: a question one or several matters raise. A matter stands in one topic at most.
CREATE TABLE decide_topic (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  place TEXT NOT NULL,
  matter TEXT NOT NULL,
  question TEXT NOT NULL,
  source TEXT,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX decide_topic_source ON decide_topic (county, place, source);
CREATE TABLE decide_topic_matter (
  county TEXT NOT NULL,
  matter TEXT NOT NULL,
  topic TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, matter)
);
CREATE INDEX decide_topic_matter_topic ON decide_topic_matter (county, topic);

-- 议事会: a meeting on a topic. Once recorded it is frozen; corrections stand beside it.
CREATE TABLE decide_assembly (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  topic TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  held BIGINT NOT NULL,
  venue TEXT NOT NULL,
  agenda TEXT NOT NULL,
  state TEXT NOT NULL,
  residents BIGINT NOT NULL,
  representatives BIGINT NOT NULL,
  officials BIGINT NOT NULL,
  women BIGINT NOT NULL,
  positions TEXT NOT NULL,
  minutes TEXT NOT NULL,
  outcome TEXT NOT NULL,
  recorded BIGINT,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX decide_assembly_topic ON decide_assembly (county, topic, held);
CREATE TABLE decide_correction (
  county TEXT NOT NULL,
  assembly TEXT NOT NULL,
  id TEXT NOT NULL,
  words TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, assembly, id)
);
