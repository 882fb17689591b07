package io.sampo.campaign.check;

/**
 * Something that must not be.
 *
 * @param rule that it breaks, such as {@code R4}
 * @param run 0 if it is about none
 * @param task empty if it is about none
 * @param evidence what shows it
 */
public record Violation(String rule, long run, String task, String evidence) {

  @Override
  public String toString() {
    return "%s  run %d  %s  %s".formatted(rule, run, task, evidence);
  }
}
