-- 登录在哪里: the sessions of one person, to list and to end them.
CREATE INDEX ground_session_person ON ground_session (county, person);
