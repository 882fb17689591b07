-- What coordinators share past the journal.

-- Content by its SHA-256. Chunks come first; the row that names the length makes them count.
CREATE TABLE definition (
  hash   bytea PRIMARY KEY,
  length bigint NOT NULL,
  stored timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE definition_chunk (
  hash   bytea NOT NULL,
  number int NOT NULL,
  bytes  bytea NOT NULL,
  PRIMARY KEY (hash, number)
);

CREATE TABLE artifact (LIKE definition INCLUDING ALL);

CREATE TABLE artifact_chunk (LIKE definition_chunk INCLUDING ALL);

-- The first id that was never drawn. Ids stay below 2^53.
CREATE TABLE counter (
  name text PRIMARY KEY,
  next bigint NOT NULL CHECK (next BETWEEN 1 AND 9007199254740992)
);

INSERT INTO counter VALUES ('id', 1);

-- The roll of coordinators: one row for each life of one.
CREATE TABLE coordinator (
  uid         text COLLATE "C" PRIMARY KEY,
  name        text NOT NULL,
  address     text NOT NULL,
  seen        timestamptz NOT NULL,
  member      boolean NOT NULL DEFAULT false,
  excluded    boolean NOT NULL DEFAULT false,
  excluded_by text
);

-- Excludes victims, unless whoever asks is excluded itself or not on the roll: then nothing
-- changes and the answer is false. Rows are locked in the order of uids, so that two who ask at
-- once take turns.
CREATE FUNCTION exclude_coordinators(asking text, victims text[]) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM coordinator WHERE uid = asking OR uid = ANY (victims) ORDER BY uid FOR UPDATE;
  IF NOT EXISTS (SELECT 1 FROM coordinator WHERE uid = asking AND NOT excluded) THEN
    RETURN false;
  END IF;
  UPDATE coordinator SET excluded = true, excluded_by = asking
  WHERE uid = ANY (victims) AND NOT excluded;
  RETURN true;
END
$$;
