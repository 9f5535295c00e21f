-- A decision keeps the rule it was judged under, as it was written when it opened. Empty: from before.
ALTER TABLE decide_vote ADD COLUMN rule_text TEXT NOT NULL DEFAULT '';
ALTER TABLE decide_election ADD COLUMN rule_text TEXT NOT NULL DEFAULT '';
