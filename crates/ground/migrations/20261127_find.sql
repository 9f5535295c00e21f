-- 搜索: what the matters of a county are found by besides their title: what residents said (masked, as the
-- matter's page shows it). `n` sorts by when it was raised. `tokens` is what PostgreSQL indexes; SQLite keeps
-- them in its full-text index alone.
CREATE TABLE ground_find (
  county TEXT NOT NULL,
  matter TEXT NOT NULL,
  n BIGINT NOT NULL,
  words TEXT NOT NULL,
  tokens TEXT NOT NULL,
  PRIMARY KEY (county, matter)
);
CREATE INDEX ground_find_n ON ground_find (county, n);

-- How the names of places and of those who answer may be typed (as written, in pinyin, by initials), and the
-- token their matters have.
CREATE TABLE ground_find_name (
  county TEXT NOT NULL,
  typed TEXT NOT NULL,
  token TEXT NOT NULL,
  PRIMARY KEY (county, typed, token)
);
