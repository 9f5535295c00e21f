-- Our own tokens as they are: no parser and no dictionary of PostgreSQL's touches them. The list of what is
-- not yet sorted in is kept short, because every search reads all of it.
CREATE INDEX ground_find_token ON ground_find
USING gin (array_to_tsvector(string_to_array(tokens, ' '))) WITH (gin_pending_list_limit = 256);
