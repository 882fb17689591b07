-- Lets one life found a cluster: nobody may have one any more. Members of before are excluded, so
-- that none of them goes on. Founders take turns.
CREATE FUNCTION found_cluster(asking text, fresh_millis bigint) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7266371);
  IF NOT EXISTS (SELECT 1 FROM coordinator WHERE uid = asking AND NOT excluded) THEN
    RETURN false;
  END IF;
  IF EXISTS (
    SELECT 1 FROM coordinator
    WHERE uid <> asking AND member AND NOT excluded
      AND seen > clock_timestamp() - fresh_millis * interval '1 millisecond'
  ) THEN
    RETURN false;
  END IF;
  UPDATE coordinator SET excluded = true, excluded_by = asking
  WHERE uid <> asking AND member AND NOT excluded;
  UPDATE coordinator SET member = true, seen = clock_timestamp() WHERE uid = asking;
  RETURN true;
END
$$;
