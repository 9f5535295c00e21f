-- 轮值: a duty in slots people sign up for. There is no check-in, no hours, no points.
CREATE TABLE manage_rota (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  title TEXT NOT NULL,
  duty TEXT NOT NULL,
  body TEXT,
  at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE INDEX manage_rota_matter ON manage_rota (county, matter);
CREATE INDEX manage_rota_body ON manage_rota (county, body);
CREATE TABLE manage_slot (
  county TEXT NOT NULL,
  rota TEXT NOT NULL,
  no BIGINT NOT NULL,
  starts BIGINT NOT NULL,
  ends BIGINT NOT NULL,
  needs BIGINT NOT NULL,
  taken BIGINT NOT NULL,
  PRIMARY KEY (county, rota, no)
);
-- Who comes: an alias or nothing (一位邻居). A turn given back is gone, not kept.
CREATE TABLE manage_turn (
  county TEXT NOT NULL,
  rota TEXT NOT NULL,
  slot BIGINT NOT NULL,
  id TEXT NOT NULL,
  alias TEXT NOT NULL,
  person TEXT,
  channel TEXT NOT NULL,
  line BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, rota, slot, id)
);
CREATE UNIQUE INDEX manage_turn_person ON manage_turn (county, rota, slot, person);
-- What was seen: a spot and a time, never a person.
CREATE TABLE manage_sight (
  county TEXT NOT NULL,
  rota TEXT NOT NULL,
  slot BIGINT NOT NULL,
  id TEXT NOT NULL,
  spot TEXT NOT NULL,
  seen TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, rota, slot, id)
);
