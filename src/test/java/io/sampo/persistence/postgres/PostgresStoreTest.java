package io.sampo.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import io.sampo.persistence.StoredEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresStoreTest {

  @TempDir Path folder;

  private final PostgresSettings settings = TestDatabase.settings(TestDatabase.schema());
  private final PostgresStores stores = PostgresStores.open(settings);
  private final Pool pool = Pool.open(settings, "test", 2, settings.statementTimeout());

  @AfterEach
  void close() {
    pool.close();
    stores.close();
  }

  @Test
  void a_definition_of_any_size_comes_back_as_it_was_given() {
    var store = stores.store();
    for (var length : new int[] {0, 1, 65_536, 65_537, 1_048_576, 3_000_000}) {
      var bytes = bytes(length);

      var hash = store.putDefinition(bytes);

      assertThat(hash).isEqualTo(ContentHash.of(bytes));
      assertThat(store.putDefinition(bytes)).isEqualTo(hash);
      assertThat(store.reader().definition(hash)).isEqualTo(bytes);
    }
    assertRefused(() -> store.reader().definition(ContentHash.of(new byte[7])), Reason.UNKNOWN);
  }

  @Test
  void a_damaged_definition_is_seen() {
    var flipped = stores.store().putDefinition(bytes(200_000));
    execute(
        "UPDATE definition_chunk SET bytes = set_byte(bytes, 9, 1 + get_byte(bytes, 9) % 255)"
            + " WHERE number = 1");
    assertRefused(() -> stores.store().reader().definition(flipped), Reason.DAMAGED);

    execute("DELETE FROM definition_chunk WHERE number = 2");
    assertRefused(() -> stores.store().reader().definition(flipped), Reason.DAMAGED);
  }

  @Test
  void ids_that_many_draw_at_once_never_overlap() throws Exception {
    var drawn = Collections.synchronizedList(new ArrayList<Long>());
    var nodes = new ArrayList<CompletableFuture<?>>();
    for (var node = 0; node < 8; node++) {
      nodes.add(CompletableFuture.runAsync(() -> draw(drawn, 25, 40), Thread::startVirtualThread));
    }

    CompletableFuture.allOf(nodes.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

    assertThat(drawn).hasSize(8 * 25 * 40).doesNotHaveDuplicates();
    assertThat(drawn).allMatch(id -> id >= 1 && id <= 8 * 25 * 40);
  }

  @Test
  void no_id_is_drawn_that_a_run_could_not_have() {
    execute("UPDATE counter SET next = " + (RunId.MAX - 1));

    assertThatThrownBy(() -> stores.store().drawIds(3)).hasMessageContaining("3");
    assertThat(stores.store().drawIds(2)).isEqualTo(RunId.MAX - 1);
    assertThatThrownBy(() -> stores.store().drawIds(1)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> stores.store().drawIds(0)).hasMessageContaining("0");
  }

  @Test
  void persistence_ids_are_found_by_what_they_begin_with() {
    for (var id : List.of("run|2", "run|10", "run|", "ru", "rum|1", "sum|1", "run|é")) {
      insert(id, 1);
      insert(id, 2);
    }

    assertThat(stores.store().reader().persistenceIds("run|"))
        .containsExactly("run|", "run|10", "run|2", "run|é");
    assertThat(stores.store().reader().persistenceIds("")).hasSize(7);
    assertThat(stores.store().reader().persistenceIds("x")).isEmpty();
  }

  @Test
  void events_are_replayed_in_order_within_what_was_asked_for() {
    for (var number = 1; number <= 450; number++) {
      insert("a", number);
    }
    execute("UPDATE event_journal SET deleted = true WHERE sequence_number <= 5");

    assertThat(numbers(1, Long.MAX_VALUE, Long.MAX_VALUE))
        .hasSize(445)
        .startsWith(6L)
        .endsWith(450L);
    assertThat(numbers(100, 350, 220)).hasSize(220).startsWith(100L).endsWith(319L);
    assertThat(numbers(451, 500, 10)).isEmpty();
    assertThat(stores.store().reader().highestSequenceNr("a")).isEqualTo(450);
    assertThat(stores.store().reader().highestSequenceNr("b")).isZero();
  }

  @Test
  void an_event_that_is_missing_is_seen() {
    insert("a", 1);
    insert("a", 3);

    assertRefused(() -> numbers(1, 9, 9), Reason.DAMAGED);
  }

  @Test
  void a_write_that_failed_does_not_tell_what_was_to_be_written() {
    assertThatThrownBy(() ->
            pool.use(connection -> {
              try (var insert =
                  connection.prepareStatement("INSERT INTO counter (name, next) VALUES (?, ?)")) {
                for (var number = 1; number <= 4; number++) {
                  insert.setString(1, "secret");
                  insert.setLong(2, number);
                  insert.addBatch();
                }
                return insert.executeBatch();
              }
            }))
        .hasMessageContaining("counter_pkey")
        .satisfies(failure -> assertThat(trace(failure)).doesNotContain("secret"));
  }

  @Test
  void an_artifact_that_one_node_put_is_read_by_another() throws IOException {
    var bytes = bytes(2_500_000);
    var here = stores.artifacts(folder.resolve("here"));
    var there = stores.artifacts(folder.resolve("there"));

    var hash = here.put(bytes);
    var file = there.path(hash);

    assertThat(hash).isEqualTo(ContentHash.of(bytes));
    assertThat(file).hasBinaryContent(bytes);
    Files.write(file, new byte[] {1});
    assertThat(there.path(hash)).hasBinaryContent(bytes);
    assertThatThrownBy(() -> there.path(ContentHash.of(new byte[3])))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void a_damaged_artifact_is_seen() throws IOException {
    var hash = stores.artifacts(folder.resolve("here")).put(bytes(100_000));
    execute("UPDATE artifact_chunk SET bytes = set_byte(bytes, 0, 1 + get_byte(bytes, 0) % 255)");

    assertThatThrownBy(() -> stores.artifacts(folder.resolve("there")).path(hash))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another hash");
  }

  private void draw(List<Long> drawn, int times, int count) {
    for (var time = 0; time < times; time++) {
      var first = stores.store().drawIds(count);
      for (var number = 0; number < count; number++) {
        drawn.add(first + number);
      }
    }
  }

  private List<Long> numbers(long from, long to, long max) {
    var numbers = new ArrayList<Long>();
    stores
        .store()
        .reader()
        .replay("a", from, to, max, (StoredEvent event) -> numbers.add(event.sequenceNr()));
    return numbers;
  }

  private void insert(String id, long number) {
    execute(
        """
        INSERT INTO event_journal (persistence_id, sequence_number, writer, write_timestamp,
          adapter_manifest, event_ser_id, event_ser_manifest, event_payload)
        VALUES ('%s', %d, 'w', 1, '', 1701, 'm', '\\x01')
        """
            .formatted(id, number));
  }

  private void execute(String sql) {
    pool.use(connection -> connection.createStatement().executeUpdate(sql));
  }

  private static String trace(Throwable failure) {
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static byte[] bytes(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static void assertRefused(Runnable action, Reason reason) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }
}
