package io.sampo.campaign.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** How long something took, some number of times. */
public record Percentiles(List<Long> millis) {

  public Percentiles {
    millis = millis.stream().sorted().toList();
  }

  static Percentiles of(Collection<Long> millis) {
    return new Percentiles(List.copyOf(millis));
  }

  /** What {@code percent} of them do not exceed; 0 if there are none. */
  public long at(int percent) {
    var place = (int) Math.ceil(millis.size() * percent / 100.0) - 1;
    return millis.isEmpty() ? 0 : millis.get(Math.max(0, place));
  }

  void write(ObjectNode json) {
    json.put("count", millis.size()).put("p50", at(50)).put("p99", at(99)).put("max", at(100));
  }

  @Override
  public String toString() {
    return millis.isEmpty()
        ? "none"
        : "%d times, p50 %d ms, p99 %d ms, max %d ms"
            .formatted(millis.size(), at(50), at(99), at(100));
  }
}
