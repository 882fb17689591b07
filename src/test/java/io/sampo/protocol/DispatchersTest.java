package io.sampo.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class DispatchersTest {

  private static final Address A = new Address("pekko", "sampo", "10.0.0.1", 1);
  private static final Address B = new Address("pekko", "sampo", "10.0.0.2", 1);
  private static final Address C = new Address("pekko", "sampo", "10.0.0.3", 1);
  private static final Map<String, Address> NODES = Map.of("on a", A, "on b", B, "on c", C);

  @Test
  void the_dispatcher_on_the_oldest_node_is_talked_to() {
    assertThat(first(List.of("on a", "on b"), B, A)).contains("on b");
    assertThat(first(List.of("on b", "on a"), B, A)).contains("on b");
  }

  @Test
  void a_node_that_has_none_or_cannot_be_reached_is_passed_over() {
    assertThat(first(List.of("on b", "on c"), A, C, B)).contains("on c");
    assertThat(first(List.of("on a", "on c"), C)).contains("on c");
  }

  @Test
  void where_nobody_can_be_reached_nobody_is_talked_to() {
    assertThat(first(List.of("on a"), B)).isEmpty();
    assertThat(first(List.of())).isEmpty();
  }

  private static Optional<String> first(List<String> all, Address... oldestFirst) {
    return Dispatchers.first(
        all, one -> Objects.requireNonNull(NODES.get(one)), List.of(oldestFirst));
  }
}
