-- 三问: a roll is asked three separate questions. Forms are counted by how they came; a form that came
-- says nothing about its answers.
CREATE TABLE evaluate_review (
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  matter TEXT NOT NULL,
  place TEXT NOT NULL,
  number BIGINT NOT NULL,
  again BIGINT NOT NULL,
  source TEXT NOT NULL,
  handlers TEXT NOT NULL,
  roll TEXT NOT NULL,
  size BIGINT NOT NULL,
  opened BIGINT NOT NULL,
  ends BIGINT NOT NULL,
  closed BIGINT,
  web BIGINT NOT NULL,
  paper BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  PRIMARY KEY (county, id)
);
CREATE UNIQUE INDEX evaluate_review_matter ON evaluate_review (county, matter, number);

-- Who is asked, and whether they answered by page or took paper. No time, no answer.
CREATE TABLE evaluate_asked (
  county TEXT NOT NULL,
  review TEXT NOT NULL,
  unit TEXT NOT NULL,
  person TEXT,
  way TEXT NOT NULL,
  PRIMARY KEY (county, review, unit)
);
CREATE INDEX evaluate_asked_person ON evaluate_asked (county, review, person);

-- Serials of paper sheets: random, tied to no line of the roll.
CREATE TABLE evaluate_serial (
  county TEXT NOT NULL,
  review TEXT NOT NULL,
  serial TEXT NOT NULL,
  used BIGINT NOT NULL,
  PRIMARY KEY (county, review, serial)
);

-- Answers are only ever sums: there is no row that belongs to somebody.
CREATE TABLE evaluate_answer (
  county TEXT NOT NULL,
  review TEXT NOT NULL,
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (county, review, question, answer)
);
