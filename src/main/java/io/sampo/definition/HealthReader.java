package io.sampo.definition;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.setting.Notices;
import io.sampo.model.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads after which time a warning is due: the {@code health} of a job or a task. */
final class HealthReader {

  /** The metric that has an effect. */
  static final String DURATION = "RUN_DURATION_SECONDS";

  /** Every metric; all but the first are about streams. */
  static final List<String> METRICS =
      List.of(
          DURATION,
          "STREAMING_BACKLOG_BYTES",
          "STREAMING_BACKLOG_RECORDS",
          "STREAMING_BACKLOG_SECONDS",
          "STREAMING_BACKLOG_FILES");

  /** The only comparison there is. */
  static final List<String> OPERATORS = List.of("GREATER_THAN");

  private final Notices notices;
  private @Nullable Value duration;
  private long warnMillis;

  private HealthReader(Notices notices) {
    this.notices = notices;
  }

  /** Milliseconds; 0 if no warning is wanted. */
  static long warnMillis(Fields fields, Notices notices) {
    var health = fields.fields("health");
    if (health == null) {
      return 0;
    }
    var reader = new HealthReader(notices);
    for (var item : health.items("rules")) {
      var rule = Fields.of(item);
      if (rule != null) {
        reader.read(rule);
        rule.end();
      }
    }
    health.end();
    return reader.warnMillis;
  }

  private void read(Fields rule) {
    var metric = rule.required("metric");
    var name = metric == null ? null : metric.word(METRICS);
    var op = rule.required("op");
    if (op != null) {
      op.word(OPERATORS);
    }
    var value = rule.required("value");
    if (metric == null || name == null) {
      return;
    }
    if (name.equals(DURATION)) {
      readDuration(metric, value);
    } else {
      notices.acceptStream(name);
      if (value != null) {
        value.whole(0, Limits.WAIT_MILLIS_MAX);
      }
    }
  }

  private void readDuration(Value metric, @Nullable Value value) {
    if (duration != null) {
      metric.fault(
          "%s is watched twice (expected: once; first in line %d)"
              .formatted(DURATION, duration.node().line()));
    }
    duration = metric;
    var seconds = value == null ? null : value.whole(1, Limits.WAIT_MILLIS_MAX / 1000);
    warnMillis = seconds == null ? 0 : seconds * 1000;
  }
}
