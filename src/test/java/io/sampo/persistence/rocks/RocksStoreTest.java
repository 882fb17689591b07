package io.sampo.persistence.rocks;

import static io.sampo.persistence.rocks.Events.ID;
import static io.sampo.persistence.rocks.Events.event;
import static io.sampo.persistence.rocks.Events.events;
import static io.sampo.persistence.rocks.Events.numbers;
import static io.sampo.persistence.rocks.Events.upTo;
import static io.sampo.persistence.rocks.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.model.ContentHash;
import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import io.sampo.persistence.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksStoreTest {

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (var closeable : open.reversed()) {
      closeable.close();
    }
  }

  @Test
  void what_was_confirmed_is_there_after_reopening() {
    var store = store();
    store.append(events(1, 3)).join();
    store.append(List.of(event("other", 1, "x"))).join();
    store.close();

    var again = store();

    assertThat(again.warnings()).isEmpty();
    assertThat(again.reader().persistenceIds("")).containsExactly("other", ID);
    assertThat(again.reader().highestSequenceNr(ID)).isEqualTo(3);
    assertThat(numbers(again.reader(), ID)).isEqualTo(upTo(3));
  }

  @Test
  void persistence_ids_are_found_by_what_they_begin_with() {
    var store = store();
    for (var id : List.of("run|2", "run|10", "ru", "rum|1", "sum|1")) {
      store.append(List.of(event(id, 1, "x"))).join();
    }

    assertThat(store.reader().persistenceIds("run|")).containsExactly("run|10", "run|2");
  }

  @Test
  void an_id_is_drawn_once_whatever_was_closed_between() {
    var store = store();
    assertThat(store.drawIds(5)).isEqualTo(1);
    assertThat(store.drawIds(1)).isEqualTo(6);
    store.close();

    assertThat(store().drawIds(7)).isEqualTo(7);
  }

  @Test
  void an_event_comes_back_as_it_was_given() {
    var store = store();
    store.append(events(1, 1)).join();

    var found = new ArrayList<StoredEvent>();
    store.reader().replay(ID, 1, 1, 1, found::add);

    assertThat(found).usingRecursiveComparison().isEqualTo(events(1, 1));
  }

  @Test
  void replay_keeps_to_its_bounds_and_its_count() {
    var store = store();
    store.append(events(1, 300)).join();
    var found = new ArrayList<Long>();

    store.reader().replay(ID, 254, 299, 4, event -> found.add(event.sequenceNr()));
    store.reader().replay(ID, 3, 2, 9, event -> found.add(event.sequenceNr()));
    store.reader().replay(ID, 1, 9, 0, event -> found.add(event.sequenceNr()));

    assertThat(found).containsExactly(254L, 255L, 256L, 257L);
  }

  @Test
  void ids_that_begin_alike_keep_their_events_apart() {
    var store = store();
    store.append(List.of(event("run|1", 1, "a"))).join();
    store.append(List.of(event("run|10", 1, "b"), event("run|10", 2, "c"))).join();

    assertThat(numbers(store.reader(), "run|1")).containsExactly(1L);
    assertThat(numbers(store.reader(), "run|10")).containsExactly(1L, 2L);
  }

  @Test
  void a_taken_number_or_a_gap_is_refused_and_harms_no_other_write() {
    var store = store();
    store.append(events(1, 3)).join();

    var taken = store.append(events(3, 4));
    var gap = store.append(events(5, 6));
    var next = store.append(events(4, 4));

    assertRefused(taken::join, Reason.SEQUENCE_REFUSED)
        .hasMessageContaining("sequence number 3 of run|7 (expected: 4")
        .hasMessageContaining("another writer took it");
    assertRefused(gap::join, Reason.SEQUENCE_REFUSED).hasMessageContaining("it leaves a gap");
    assertThat(next.join()).isEqualTo(2);
    assertThat(numbers(store.reader(), ID)).isEqualTo(upTo(4));
  }

  @Test
  void a_write_that_is_refused_in_its_middle_leaves_nothing() {
    var store = store();

    var write = store.append(List.of(event(1), event(2), event(4)));

    assertRefused(write::join, Reason.SEQUENCE_REFUSED);
    assertThat(store.reader().persistenceIds("")).isEmpty();
    assertThat(numbers(store.reader(), ID)).isEmpty();
  }

  @Test
  void deleted_events_stay_deleted_and_their_numbers_taken() {
    var store = store();
    store.append(events(1, 5)).join();
    var _ = store.deleteTo(ID, 3);
    store.deleteTo(ID, 2).join();

    assertThat(numbers(store.reader(), ID)).containsExactly(4L, 5L);

    store.deleteTo(ID, Long.MAX_VALUE).join();
    store.close();
    var again = store();
    assertThat(numbers(again.reader(), ID)).isEmpty();
    assertThat(again.reader().highestSequenceNr(ID)).isEqualTo(5);
    assertRefused(again.append(events(1, 1))::join, Reason.SEQUENCE_REFUSED);
  }

  @Test
  void a_definition_larger_than_a_group_comes_back_by_its_hash() {
    var store = store();
    var bytes = new byte[(5 << 20) + 17];
    new Random(1).nextBytes(bytes);

    var hash = store.putDefinition(bytes);
    store.putDefinition(new byte[0]);

    assertThat(store.reader().definition(hash)).isEqualTo(bytes);
    assertThat(store.reader().definition(ContentHash.of(new byte[0]))).isEmpty();
    assertRefused(() -> store.reader().definition(ContentHash.of(new byte[1])), Reason.UNKNOWN);
  }

  @Test
  void a_second_opening_is_refused_by_folder_and_pid_and_leaves_the_first_alone() {
    var store = store();

    assertRefused(this::store, Reason.IN_USE)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("pid " + ProcessHandle.current().pid());

    assertThat(store.append(events(1, 1)).join()).isEqualTo(1);
  }

  @Test
  void another_process_is_named_by_its_pid() throws Exception {
    var holder = Holder.of(folder);
    try {
      assertRefused(this::store, Reason.IN_USE).hasMessageContaining("pid " + holder.pid());
      assertThat(numbers(readOnly(), ID)).isEqualTo(upTo(3));
    } finally {
      holder.destroyForcibly().waitFor();
    }

    assertThat(numbers(store().reader(), ID)).isEqualTo(upTo(3));
  }

  @Test
  void what_a_killed_process_confirmed_is_there_and_readers_beside_it_see_it_grow()
      throws Exception {
    var holder = Holder.writing(folder);
    var confirmed = 3L;
    try (var lines = holder.inputReader()) {
      for (var opening = 0; opening < 20; opening++) {
        confirmed = Long.parseLong(lines.readLine());
        try (var reader = RocksReader.openReadOnly(folder)) {
          var found = numbers(reader, ID);
          assertThat(found)
              .isEqualTo(upTo(found.size()))
              .hasSizeGreaterThanOrEqualTo((int) confirmed);
        }
      }
    } finally {
      holder.destroyForcibly().waitFor();
    }

    var found = numbers(store().reader(), ID);
    assertThat(found).isEqualTo(upTo(found.size())).hasSizeGreaterThanOrEqualTo((int) confirmed);
  }

  @Test
  void a_reader_sees_what_was_written_before_it_and_changes_nothing() throws IOException {
    var store = store();
    store.append(events(1, 2)).join();
    var before = files();

    var reader = readOnly();
    store.append(events(3, 3)).join();

    assertThat(numbers(reader, ID)).isEqualTo(upTo(2));
    assertThat(numbers(readOnly(), ID)).isEqualTo(upTo(3));
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void a_folder_of_a_newer_format_is_refused() throws IOException {
    store().close();
    Files.writeString(folder.resolve("sampo.format"), "sampo journal 2\n");

    assertRefused(this::store, Reason.NEWER_FORMAT).hasMessageContaining("format 2 (expected: 1)");
    assertRefused(this::readOnly, Reason.NEWER_FORMAT);
  }

  @Test
  void a_record_of_a_newer_format_is_refused() {
    var bytes = RecordFormat.encode(Keys.event(ID, 1), event(1));
    bytes[0] = 2;

    assertRefused(() -> RecordFormat.decode("FOLDER", ID, 1, bytes), Reason.NEWER_FORMAT)
        .hasMessageContaining("event 1 of run|7 in FOLDER: record format 2 (expected: at most 1)");
  }

  @Test
  void a_flipped_bit_anywhere_in_a_record_is_noticed() {
    var whole = RecordFormat.encode(Keys.event(ID, 1), event(1));
    for (var bit = 0; bit < whole.length * 8; bit++) {
      var bytes = whole.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);

      assertThatThrownBy(() -> RecordFormat.decode("FOLDER", ID, 1, bytes))
          .isInstanceOf(StoreException.class);
    }
    assertRefused(() -> RecordFormat.decode("FOLDER", ID, 2, whole), Reason.DAMAGED)
        .hasMessageContaining("event 2 of run|7 in FOLDER");
  }

  @Test
  void a_closed_store_refuses_politely() {
    var store = store();
    store.close();

    assertRefused(store.append(events(1, 1))::join, Reason.CLOSED);
    assertRefused(() -> store.reader().persistenceIds(""), Reason.CLOSED);
  }

  @Test
  void a_folder_without_a_journal_cannot_be_read() {
    assertRefused(this::readOnly, Reason.UNKNOWN).hasMessageContaining(folder.toString());
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  private RocksStore store() {
    return opened(() -> RocksStore.open(folder, StoreSettings.DEFAULT));
  }

  private RocksReader readOnly() {
    return opened(() -> RocksReader.openReadOnly(folder));
  }

  private <T extends AutoCloseable> T opened(Callable<T> opening) {
    try {
      var opened = opening.call();
      open.add(opened);
      return opened;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
