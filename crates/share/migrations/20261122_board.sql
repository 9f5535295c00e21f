-- 看板: indexes only; the board keeps no copy of anything.
-- What happened last in a community, without walking the record of the whole county.
CREATE INDEX share_board_fact ON store_fact (county, SUBSTR(place, 1, 12), seq);
-- How matters of a community stand, one standing or stage at a time, latest change first.
CREATE INDEX share_board_standing ON ground_matter (county, community, standing, changed, id);
CREATE INDEX share_board_stage ON ground_matter (county, community, stage, changed, id);
-- What is overdue: only matters that can be, by day; counted from the index alone.
CREATE INDEX share_board_late ON ground_matter (county, community, due, id, place, standing) WHERE standing IN ('open', 'parked');
CREATE INDEX share_board_late_street ON ground_matter (county, street, due, standing) WHERE standing IN ('open', 'parked');
