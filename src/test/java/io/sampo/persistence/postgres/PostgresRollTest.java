package io.sampo.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.persistence.postgres.PostgresRoll.Life;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PostgresRollTest {

  /** Far more than a test takes. */
  private static final long FRESH_MILLIS = 600_000;

  private final PostgresSettings settings = TestDatabase.settings(TestDatabase.schema());
  private final PostgresStores stores = PostgresStores.open(settings);
  private final PostgresRoll roll = stores.roll();

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void a_renewal_tells_of_all_who_signed_and_how_long_ago_they_renewed() {
    roll.sign("a", "node-a", "pekko://sampo@a:1");
    roll.sign("b", "node-b", "pekko://sampo@b:1");
    execute("UPDATE coordinator SET seen = seen - interval '90 seconds' WHERE uid = 'b'");

    var renewal = roll.renew("a", true);

    assertThat(renewal.mayGoOn()).isTrue();
    assertThat(renewal.lives()).extracting(Life::uid).containsExactly("a", "b");
    assertThat(renewal.lives().getFirst())
        .isEqualTo(new Life("a", "node-a", "pekko://sampo@a:1", 0, true, false, null));
    assertThat(renewal.lives().getLast().member()).isFalse();
    assertThat(renewal.lives().getLast().ageMillis()).isBetween(90_000L, 120_000L);
  }

  @Test
  void who_is_excluded_may_never_go_on_again_nor_exclude_others() {
    List.of("a", "b", "c").forEach(uid -> roll.sign(uid, uid, uid));

    assertThat(roll.exclude("a", Set.of("b"))).isTrue();
    assertThat(roll.exclude("b", Set.of("a", "c"))).isFalse();
    roll.sign("b", "b", "b");

    assertThat(roll.renew("b", true).mayGoOn()).isFalse();
    assertThat(roll.renew("c", true).mayGoOn()).isTrue();
    var lives = roll.renew("a", true).lives();
    assertThat(lives).extracting(Life::excluded).containsExactly(false, true, false);
    assertThat(lives.get(1).excludedBy()).isEqualTo("a");
    assertThat(lives.get(1).member()).isFalse();
  }

  @Test
  void who_never_signed_may_do_nothing() {
    roll.sign("a", "a", "a");

    assertThat(roll.renew("stranger", true).mayGoOn()).isFalse();
    assertThat(roll.exclude("stranger", Set.of("a"))).isFalse();
    assertThat(roll.renew("a", true).mayGoOn()).isTrue();
  }

  @Test
  void lives_that_did_not_renew_for_a_day_are_forgotten_when_somebody_signs() {
    roll.sign("old", "old", "old");
    execute("UPDATE coordinator SET seen = seen - interval '25 hours'");
    roll.sign("new", "new", "new");

    assertThat(roll.renew("old", true).mayGoOn()).isFalse();
    assertThat(roll.renew("new", true).lives()).extracting(Life::uid).containsExactly("new");
  }

  @Test
  void nobody_founds_a_second_cluster_though_the_founder_renews_what_it_was_before() {
    roll.sign("a", "a", "a");
    roll.sign("b", "b", "b");

    assertThat(roll.found("a", FRESH_MILLIS)).isTrue();
    roll.renew("a", false);

    assertThat(roll.found("b", FRESH_MILLIS)).isFalse();
    assertThat(roll.renew("b", false).mayGoOn()).isTrue();
    assertThat(roll.found("a", FRESH_MILLIS)).isTrue();
  }

  @Test
  void who_founds_when_no_member_has_renewed_for_long_excludes_them() {
    roll.sign("a", "a", "a");
    roll.sign("b", "b", "b");
    roll.renew("a", true);
    execute("UPDATE coordinator SET seen = seen - interval '1 hour' WHERE uid = 'a'");

    assertThat(roll.found("b", FRESH_MILLIS)).isTrue();

    assertThat(roll.renew("a", true).mayGoOn()).isFalse();
    assertThat(roll.found("a", FRESH_MILLIS)).isFalse();
  }

  @RepeatedTest(20)
  void of_two_that_exclude_each_other_at_once_exactly_one_wins() throws Exception {
    roll.sign("a", "a", "a");
    roll.sign("b", "b", "b");
    var start = new CyclicBarrier(2);

    var ab = CompletableFuture.supplyAsync(() -> race(start, "a", "b"), Thread::startVirtualThread);
    var ba = CompletableFuture.supplyAsync(() -> race(start, "b", "a"), Thread::startVirtualThread);
    CompletableFuture.allOf(ab, ba).get(30, TimeUnit.SECONDS);

    assertThat(ab.join()).isNotEqualTo(ba.join());
    assertThat(roll.renew("a", true).mayGoOn()).isEqualTo(ab.join());
    assertThat(roll.renew("b", true).mayGoOn()).isEqualTo(ba.join());
  }

  private boolean race(CyclicBarrier start, String asking, String victim) {
    try {
      start.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return roll.exclude(asking, Set.of(victim));
  }

  private void execute(String sql) {
    try (var pool = Pool.open(settings, "test", 2, settings.statementTimeout())) {
      pool.use(connection -> connection.createStatement().executeUpdate(sql));
    }
  }
}
