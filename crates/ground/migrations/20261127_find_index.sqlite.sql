-- Our own tokens, parted by spaces, by the number of the row. The ascii tokenizer takes every character above
-- 127 as part of a word, so it parts at our spaces only. No text and no positions are kept: small and quick.
CREATE VIRTUAL TABLE ground_find_token USING fts5(
  county UNINDEXED, tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
