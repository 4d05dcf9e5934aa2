-- What version 1 of the schema made, and some rows; the store must open it for ever. One statement ends at each ";".
CREATE TABLE meta (
 lineage TEXT NOT NULL PRIMARY KEY,
 schema_version BIGINT NOT NULL,
 serial BIGINT NOT NULL,
 run BIGINT NOT NULL);
CREATE TABLE objects (
 address TEXT NOT NULL PRIMARY KEY,
 account TEXT NOT NULL,
 cloud TEXT NOT NULL,
 region TEXT NOT NULL,
 id TEXT NOT NULL,
 attributes TEXT NOT NULL,
 facts TEXT NOT NULL,
 keyed SMALLINT NOT NULL,
 depends_on TEXT NOT NULL,
 updated TEXT NOT NULL);
CREATE TABLE findings (
 id TEXT NOT NULL PRIMARY KEY,
 seen_since TEXT NOT NULL);
CREATE TABLE runs (
 id BIGINT NOT NULL PRIMARY KEY,
 who TEXT NOT NULL,
 command TEXT NOT NULL,
 pid BIGINT NOT NULL,
 started TEXT NOT NULL,
 finished TEXT);
INSERT INTO meta (lineage, schema_version, serial, run)
 VALUES ('1f0e1c1e-9c1b-4b0e-8f5a-0d5d0b1c2a3b', 1, 41, 7);
INSERT INTO objects VALUES
 ('connection.dc1', 'aws', 'aws', 'us-east-1', 'dxcon-1', '{"name":"dc1"}', '', 0, '[]', '2026-01-01T00:00:00Z'),
 ('bgp_peer.v6', 'aws', 'aws', 'us-east-1', 'dxpeer-1', '{}', '{"a":1}', 1, '["connection.dc1","bgp_group.g.1"]',
  '2026-01-01T00:00:01Z');
INSERT INTO findings VALUES ('drift-1', '2026-01-02T03:04:05Z');
INSERT INTO runs VALUES (7, 'anna@jump1', 'apply', 4711, '2026-01-01T00:00:00Z', NULL);
