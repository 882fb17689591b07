package io.sampo.campaign.check;

import java.util.List;

/**
 * A task as it was submitted, and what its script does.
 *
 * @param after keys of the tasks that must succeed before
 * @param failures how many attempts, from the first, exit with 1; the others with 0
 * @param retries how many more attempts are wanted after one that failed
 */
public record ScriptedTask(String key, List<String> after, int failures, int retries) {

  public ScriptedTask {
    after = List.copyOf(after);
  }

  /** Whether it ends well if everything before it does. */
  public boolean succeeds() {
    return failures <= retries;
  }

  /** What the attempt of that number exits with, if nobody ends it before. */
  public int exitCode(int attempt) {
    return attempt < failures ? 1 : 0;
  }
}
