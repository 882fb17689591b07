-- What pekko-persistence-jdbc reads and writes. The primary key of event_journal is the fence: a
-- second writer of a number is refused. Ids are ordered by their bytes, as in other journals.

CREATE TABLE event_journal (
  ordering           bigserial NOT NULL UNIQUE,
  persistence_id     text COLLATE "C" NOT NULL,
  sequence_number    bigint NOT NULL,
  deleted            boolean NOT NULL DEFAULT false,
  writer             text NOT NULL,
  write_timestamp    bigint NOT NULL,
  adapter_manifest   text NOT NULL,
  event_ser_id       int NOT NULL,
  event_ser_manifest text NOT NULL,
  event_payload      bytea NOT NULL,
  meta_ser_id        int,
  meta_ser_manifest  text,
  meta_payload       bytea,
  PRIMARY KEY (persistence_id, sequence_number)
);

CREATE TABLE event_tag (
  event_id bigint NOT NULL REFERENCES event_journal (ordering) ON DELETE CASCADE,
  tag      text NOT NULL,
  PRIMARY KEY (event_id, tag)
);

CREATE TABLE snapshot (
  persistence_id        text COLLATE "C" NOT NULL,
  sequence_number       bigint NOT NULL,
  created               bigint NOT NULL,
  snapshot_ser_id       int NOT NULL,
  snapshot_ser_manifest text NOT NULL,
  snapshot_payload      bytea NOT NULL,
  meta_ser_id           int,
  meta_ser_manifest     text,
  meta_payload          bytea,
  PRIMARY KEY (persistence_id, sequence_number)
);
