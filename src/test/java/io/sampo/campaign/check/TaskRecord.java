package io.sampo.campaign.check;

import java.util.List;
import java.util.Optional;

/**
 * A task as the run document has it.
 *
 * @param result empty while it has none
 */
public record TaskRecord(String key, String result, List<AttemptRecord> attempts) {

  public TaskRecord {
    attempts = List.copyOf(attempts);
  }

  /** The attempt of that number. */
  public Optional<AttemptRecord> attempt(int number) {
    return attempts.stream().filter(attempt -> attempt.attempt() == number).findFirst();
  }
}
