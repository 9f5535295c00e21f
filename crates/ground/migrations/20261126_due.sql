-- What is overdue in a street or a community, the longest first.
CREATE INDEX ground_matter_due_street ON ground_matter (county, street, standing, due, id)
WHERE due IS NOT NULL;
CREATE INDEX ground_matter_due_community ON ground_matter (county, community, standing, due, id)
WHERE due IS NOT NULL;

-- Open tasks that moved least lately, with who answers for them: the dispatch reads no row for it. `list` is
-- always the same here, and so is `standing`: they stand in front because SQLite prefers the index that matches more
-- columns, and reads no row only when it finds all of them in the index.
CREATE INDEX ground_matter_open_county ON ground_matter (county, list, standing, changed, id, answers, place)
WHERE list = 'task' AND standing = 'open';
CREATE INDEX ground_matter_open_street ON ground_matter (county, street, list, standing, changed, id, answers, place)
WHERE list = 'task' AND standing = 'open';
CREATE INDEX ground_matter_open_community ON ground_matter (county, community, list, standing, changed, id, answers, place)
WHERE list = 'task' AND standing = 'open';

-- The hard ones among them, for the same reason once more.
DROP INDEX ground_matter_hard_county;
DROP INDEX ground_matter_hard_street;
DROP INDEX ground_matter_hard_community;
CREATE INDEX ground_matter_hard_county ON ground_matter (county, list, klass, standing, changed, id)
WHERE klass = 'hard' AND list = 'task' AND standing = 'open';
CREATE INDEX ground_matter_hard_street ON ground_matter (county, street, list, klass, standing, changed, id)
WHERE klass = 'hard' AND list = 'task' AND standing = 'open';
CREATE INDEX ground_matter_hard_community ON ground_matter (county, community, list, klass, standing, changed, id)
WHERE klass = 'hard' AND list = 'task' AND standing = 'open';
