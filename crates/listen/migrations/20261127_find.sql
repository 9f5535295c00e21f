-- What was reported before searching came is made findable by a job in each county, some at a time.
INSERT INTO store_job (county, id, flow, due, tries, fact)
SELECT county, 'listen-find-' || county, 'listen_matters_become_findable', 0, 0,
'{"seq":0,"kind":"","place":"' || county || '","matter":null,"stage":"listen","subject":"","at":0,"role":"","name":"","body":{}}'
FROM ground_matter WHERE county >= '000000' GROUP BY county;
