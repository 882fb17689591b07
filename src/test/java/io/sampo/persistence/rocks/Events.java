package io.sampo.persistence.rocks;

import io.sampo.persistence.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Events of tests, whose payload tells their number. */
final class Events {

  static final String ID = "run|7";

  private Events() {}

  static StoredEvent event(long number) {
    return event(ID, number, "payload " + number);
  }

  static StoredEvent event(String id, long number, String payload) {
    return new StoredEvent(
        id, number, 17, "Tried:1", "", "writer", 99, payload.getBytes(StandardCharsets.UTF_8));
  }

  static List<StoredEvent> events(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(Events::event).toList();
  }

  static List<Long> numbers(RocksReader reader, String id) {
    var numbers = new ArrayList<Long>();
    reader.replay(id, 1, Long.MAX_VALUE, Long.MAX_VALUE, event -> numbers.add(event.sequenceNr()));
    return numbers;
  }

  static List<Long> upTo(long number) {
    return LongStream.rangeClosed(1, number).boxed().toList();
  }
}
