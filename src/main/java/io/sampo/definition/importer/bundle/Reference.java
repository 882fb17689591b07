package io.sampo.definition.importer.bundle;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A name of something else in a bundle, such as {@code ${var.region}}. One without a dot, such as
 * {@code ${HOME}}, is none: that is a shell's business.
 *
 * @param steps from the outermost mapping on
 */
record Reference(List<String> steps) {

  /** Bounded throughout, so that no text takes long; what is longer is text like any other. */
  static final Pattern PATTERN =
      Pattern.compile(
          "\\$\\{([A-Za-z_][\\w-]{0,99}+(?:\\[\\d{1,9}\\]){0,5}+"
              + "(?:\\.[A-Za-z0-9_][\\w-]{0,99}+(?:\\[\\d{1,9}\\]){0,5}+){1,20}+)\\}");

  private static final Pattern STEP_ENDS = Pattern.compile("\\.|(?=\\[)");

  Reference {
    steps = List.copyOf(steps);
  }

  static Reference of(MatchResult match) {
    return new Reference(List.of(STEP_ENDS.split(match.group(1))));
  }

  /** Whether this asks for what a job is called once it was deployed. */
  boolean isIdOfJob() {
    return steps.size() == 4
        && steps.getFirst().equals("resources")
        && steps.get(1).equals("jobs")
        && steps.get(3).equals("id");
  }

  @Override
  public String toString() {
    return "${" + String.join(".", steps).replace(".[", "[") + "}";
  }
}
