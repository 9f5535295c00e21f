-- What is overdue in a street or a community, the longest first.
CREATE INDEX ground_matter_due_street ON ground_matter (county, street, standing, due, id)
WHERE due IS NOT NULL;
CREATE INDEX ground_matter_due_community ON ground_matter (county, community, standing, due, id)
WHERE due IS NOT NULL;

-- Open tasks that moved least lately, with who answers for them: the dispatch reads no row for it.
CREATE INDEX ground_matter_open_county ON ground_matter (county, changed, id, answers, place)
WHERE list = 'task' AND standing = 'open';
CREATE INDEX ground_matter_open_street ON ground_matter (county, street, changed, id, answers, place)
WHERE list = 'task' AND standing = 'open';
CREATE INDEX ground_matter_open_community ON ground_matter (county, community, changed, id, answers, place)
WHERE list = 'task' AND standing = 'open';
