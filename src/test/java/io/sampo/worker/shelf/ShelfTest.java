package io.sampo.worker.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.persistence.DefinitionFormat;
import io.sampo.protocol.ToLibrary.Kind;
import io.sampo.worker.Supplies.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShelfTest {

  private static final int MIB = 1 << 20;

  @TempDir Path folder;

  private final Map<ContentHash, byte[]> elsewhere = new ConcurrentHashMap<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private Shelf shelf;

  @BeforeEach
  void open() throws IOException {
    shelf = new Shelf(folder, MIB, this::fetch);
  }

  @Test
  void a_file_is_fetched_once_and_found_again_by_the_next_life() throws Exception {
    var hash = put(1, 1_000);

    try (var _ = hold(hash)) {
      assertThat(shelf.path(hash)).hasBinaryContent(bytes(hash));
    }
    try (var _ = hold(hash)) {
      assertThat(shelf.path(hash)).exists();
    }
    shelf = new Shelf(folder, MIB, this::fetch);
    try (var _ = hold(hash)) {
      assertThat(shelf.path(hash)).hasBinaryContent(bytes(hash));
    }

    assertThat(fetches).hasValue(1);
  }

  @Test
  void what_nobody_holds_is_no_file_of_an_attempt() throws Exception {
    var hash = put(1, 1_000);
    hold(hash).close();

    assertThatThrownBy(() -> shelf.path(hash)).hasMessageContaining(hash.hex());
  }

  @Test
  void a_file_that_was_changed_on_the_shelf_is_fetched_anew() throws Exception {
    var hash = put(1, 1_000);
    hold(hash).close();
    Files.writeString(folder.resolve(hash.hex()), "changed");

    try (var _ = hold(hash)) {
      assertThat(shelf.path(hash)).hasBinaryContent(bytes(hash));
    }
  }

  @Test
  void the_file_not_used_for_longest_goes_first() throws Exception {
    var first = put(1, 400_000);
    var second = put(2, 400_000);
    var third = put(3, 400_000);
    hold(first).close();
    hold(second).close();
    hold(first).close();

    hold(third).close();

    assertThat(folder.resolve(first.hex())).exists();
    assertThat(folder.resolve(second.hex())).doesNotExist();
  }

  @Test
  void what_is_held_stays_and_a_file_for_which_there_is_no_room_is_refused() throws Exception {
    var first = put(1, 600_000);
    var second = put(2, 600_000);
    var held = hold(first);

    assertThatThrownBy(() -> hold(second))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("600000 bytes")
        .hasMessageContaining("sampo.worker.shelf.bytes-max");

    assertThat(shelf.path(first)).exists();
    held.close();
    hold(second).close();
    assertThat(folder.resolve(first.hex())).doesNotExist();
  }

  @Test
  void whoever_wants_the_same_at_the_same_time_shares_one_fetch() throws Exception {
    var hash = put(1, 1_000);
    var comes = new CountDownLatch(1);
    shelf =
        new Shelf(
            folder,
            MIB,
            (kind, wanted, draft) -> {
              comes.await();
              fetch(kind, wanted, draft);
            });
    var callers = new ArrayList<FutureTask<Held>>();
    for (var number = 0; number < 5; number++) {
      var caller = new FutureTask<>(() -> hold(hash));
      callers.add(caller);
      Thread.ofVirtual().start(caller);
    }

    comes.countDown();

    for (var caller : callers) {
      caller.get(10, TimeUnit.SECONDS).close();
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void a_failed_fetch_is_told_to_all_who_wait_and_the_next_caller_tries_again() throws Exception {
    var hash = put(1, 1_000);
    var bytes = bytes(hash);
    elsewhere.remove(hash);
    assertThatThrownBy(() -> hold(hash)).hasMessage("it is not here");
    elsewhere.put(hash, bytes);

    try (var _ = hold(hash)) {
      assertThat(shelf.path(hash)).hasBinaryContent(bytes);
    }
  }

  @Test
  void a_definition_is_a_plan_made_once() throws Exception {
    var work = new Work.Shell(List.of("true"), Map.of(), null);
    var task = TaskDefinition.of(new TaskKey("t"), List.of(), work);
    var job = new JobDefinition("job", List.of(), List.of(task), 0, 0);
    var hash = DefinitionFormat.hash(job);
    elsewhere.put(hash, DefinitionFormat.encode(job));

    var plan = shelf.plan(hash);

    assertThat(plan.job()).isEqualTo(job);
    assertThat(shelf.plan(hash)).isSameAs(plan);
    assertThat(fetches).hasValue(1);
  }

  /** Eight attempts at a time, each with files of chance: the folder stays within its bound. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_shelf_stays_within_its_bound_and_holds_what_is_held(long seed) throws Exception {
    var hashes = new ArrayList<ContentHash>();
    for (var number = 0; number < 40; number++) {
      hashes.add(put(number, 1_000 + 2_000 * number));
    }
    var attempts = new ArrayList<FutureTask<Void>>();
    for (var number = 0; number < 8; number++) {
      var chance = new SplittableRandom(100 * seed + number);
      var attempt = new FutureTask<Void>(() -> useSome(hashes, chance), null);
      attempts.add(attempt);
      Thread.ofVirtual().start(attempt);
    }

    for (var attempt : attempts) {
      attempt.get(60, TimeUnit.SECONDS);
    }

    assertThat(size()).isLessThanOrEqualTo(MIB).isGreaterThan(MIB / 2);
  }

  private void useSome(List<ContentHash> hashes, RandomGenerator chance) {
    for (var turn = 0; turn < 50; turn++) {
      var hash = hashes.get(chance.nextInt(hashes.size()));
      try (var _ = hold(hash)) {
        assertThat(shelf.path(hash)).hasSize(bytes(hash).length);
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private long size() throws IOException {
    try (var files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private Held hold(ContentHash hash) throws IOException, InterruptedException {
    return shelf.hold(List.of(hash));
  }

  private byte[] bytes(ContentHash hash) {
    return Objects.requireNonNull(elsewhere.get(hash));
  }

  private ContentHash put(int number, int size) {
    var bytes = new byte[size];
    Arrays.fill(bytes, (byte) number);
    var digest = Digests.sha256();
    digest.update(bytes);
    var hash = Digests.hash(digest);
    elsewhere.put(hash, bytes);
    return hash;
  }

  private void fetch(Kind kind, ContentHash hash, Draft draft) throws IOException {
    fetches.incrementAndGet();
    var bytes = elsewhere.get(hash);
    if (bytes == null) {
      throw new IOException("it is not here");
    }
    assertThat(kind).isNotNull();
    var half = bytes.length / 2;
    draft.append(Arrays.copyOf(bytes, half), bytes.length);
    draft.append(Arrays.copyOfRange(bytes, half, bytes.length), bytes.length);
    assertThat(draft.isWhole() && draft.isRight()).isTrue();
  }
}
