package io.sampo.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MigratorTest {

  private static final Migration ONE = new Migration(1, "001-one", "CREATE TABLE one (x int);");
  private static final Migration TWO =
      new Migration(2, "002-two", "CREATE TABLE two (x int); INSERT INTO two VALUES (2);");

  private final PostgresSettings settings = TestDatabase.settings(TestDatabase.schema());

  @Test
  void a_fresh_schema_gets_every_migration_and_the_next_start_none() {
    migrate(ONE);
    migrate(ONE, TWO);
    migrate(ONE, TWO);

    assertThat(applied()).containsExactly("001-one", "002-two");
    assertThat(count("two")).isEqualTo(1);
  }

  @Test
  void nodes_that_start_at_once_apply_each_migration_once() throws Exception {
    var nodes = new ArrayList<CompletableFuture<?>>();
    for (var node = 0; node < 8; node++) {
      nodes.add(CompletableFuture.runAsync(() -> migrate(ONE, TWO), Thread::startVirtualThread));
    }

    CompletableFuture.allOf(nodes.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

    assertThat(applied()).containsExactly("001-one", "002-two");
    assertThat(count("two")).isEqualTo(1);
  }

  @Test
  void a_migration_that_fails_leaves_nothing_behind() {
    var broken = new Migration(2, "002-broken", "CREATE TABLE half (x int); SELECT 1 / 0;");
    migrate(ONE);

    assertThatThrownBy(() -> migrate(ONE, broken)).hasMessageContaining("division by zero");

    migrate(ONE, TWO);
    assertThatThrownBy(() -> count("half")).hasMessageContaining("half");
  }

  @Test
  void a_database_of_a_newer_release_is_refused() {
    migrate(ONE, TWO);

    assertThatThrownBy(() -> migrate(ONE))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NEWER_FORMAT))
        .hasMessageContaining("002-two")
        .hasMessageContaining(settings.schema());
  }

  @Test
  void a_migration_that_was_changed_after_it_was_applied_is_refused() {
    migrate(ONE);
    var changed = new Migration(1, "001-one", ONE.sql() + " -- better");

    assertThatThrownBy(() -> migrate(changed, TWO))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED))
        .hasMessageContaining(ONE.checksum())
        .hasMessageContaining(changed.checksum());
  }

  @Test
  void a_server_that_does_not_answer_is_named() {
    var nowhere =
        new PostgresSettings(
            "jdbc:postgresql://127.0.0.1:1/none?sslmode=disable",
            settings.login(),
            settings.schema(),
            2,
            settings.connectTimeout(),
            settings.statementTimeout());

    assertThatThrownBy(() -> PostgresStores.open(nowhere))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/none:")
        .hasMessageContaining("08001");
  }

  private void migrate(Migration... migrations) {
    new Migrator(settings, List.of(migrations)).migrate();
  }

  private List<String> applied() {
    try (var pool = Pool.open(settings, "test", 2, settings.statementTimeout())) {
      return pool.use(connection -> {
        try (var rows =
            connection
                .prepareStatement("SELECT name FROM migration ORDER BY number")
                .executeQuery()) {
          var names = new ArrayList<String>();
          while (rows.next()) {
            names.add(rows.getString(1));
          }
          return names;
        }
      });
    }
  }

  private int count(String table) {
    try (var pool = Pool.open(settings, "test", 2, settings.statementTimeout())) {
      return pool.use(connection -> {
        try (var rows =
            connection.prepareStatement("SELECT count(*) FROM " + table).executeQuery()) {
          rows.next();
          return rows.getInt(1);
        }
      });
    }
  }
}
