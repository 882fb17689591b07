package io.sampo.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sampo.execution.AttemptFolder;
import io.sampo.execution.local.LocalExecutor;
import io.sampo.execution.log.LogLimit;
import io.sampo.execution.process.Mark;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebook of the medallion example, layer by layer. */
final class MedallionTest {

  private static final Path EXAMPLE = Path.of("src/examples/medallion").toAbsolutePath();
  private static final Path SHIPPED = EXAMPLE.resolve("input");
  private static final Path REAL = Path.of("../shared/data/retail").toAbsolutePath().normalize();

  @TempDir private Path folder;
  private Path output;
  private int attempts;

  @BeforeEach
  void nameOutput() {
    output = folder.resolve("it's the output");
  }

  @Test
  void the_shipped_input_is_what_the_generator_makes() throws Exception {
    for (var file : RetailGenerator.files(RetailGenerator.SHIPPED_SEED).entrySet()) {
      assertThat(SHIPPED.resolve(file.getKey())).hasContent(file.getValue());
    }
  }

  @Test
  void the_shipped_input_has_every_kind_of_dirt() throws Exception {
    assertThat(RetailFigures.dirt(SHIPPED))
        .containsExactlyInAnyOrder(
            "cancelled",
            "no customer",
            "quantity 0",
            "negative quantity",
            "price 0",
            "negative price",
            "quoted comma",
            "quoted quote",
            "duplicate");
  }

  @Test
  void every_layer_of_the_shipped_input_has_the_rows_it_should() throws Exception {
    assertLayers(SHIPPED);
  }

  @Test
  @Tag("real-data")
  void every_layer_of_real_invoices_has_the_rows_it_should() throws Exception {
    assumeTrue(Files.isDirectory(REAL), () -> "no real invoices in " + REAL);

    assertLayers(REAL);
  }

  @Test
  void a_second_run_replaces_the_file_of_the_first() throws Exception {
    run("bronze", SHIPPED, "false", 0);
    var first = query("select count(*) from " + table("bronze"));
    Files.writeString(output.resolve(".bronze-77-3.parquet"), "left by an attempt that was killed");

    run("bronze", SHIPPED, "false", 0);

    assertThat(query("select count(*) from " + table("bronze"))).isEqualTo(first);
    try (var files = Files.list(output)) {
      assertThat(files).containsExactly(output.resolve("bronze.parquet"));
    }
  }

  @Test
  void an_unknown_layer_names_the_known_ones() throws Exception {
    assertThat(failure(run("platinum", SHIPPED, "false", 0)))
        .endsWith("layer: 'platinum' (expected: one of [bronze, silver, gold])");
  }

  @Test
  void a_missing_input_is_named() throws Exception {
    assertThat(failure(run("bronze", folder.resolve("nowhere"), "false", 0)))
        .endsWith("nowhere' (expected: a folder with at least one .csv file)");
    assertThat(output.resolve("bronze.parquet")).doesNotExist();
  }

  @Test
  void a_flaky_silver_fails_twice_and_then_succeeds() throws Exception {
    run("bronze", SHIPPED, "true", 0);

    assertThat(failure(run("silver", SHIPPED, "true", 0))).contains("flaky: attempt 0 of silver");
    assertThat(failure(run("silver", SHIPPED, "true", 1))).contains("flaky: attempt 1 of silver");
    assertThat(run("silver", SHIPPED, "true", 2)).isInstanceOf(Outcome.Succeeded.class);
  }

  private void assertLayers(Path input) throws Exception {
    var expected = RetailFigures.of(input);

    assertRows(run("bronze", input, "false", 0), expected.raw(), expected.raw());
    assertRows(run("silver", input, "false", 0), expected.raw(), expected.clean());
    var gold = run("gold", input, "false", 0);
    assertRows(gold, expected.clean(), expected.gold());

    assertThat(query("select count(distinct source_file) from " + table("bronze")))
        .isEqualTo(Long.toString(csvFiles(input)));
    assertThat(new BigDecimal(query("select sum(quantity * unit_price) from " + table("silver"))))
        .isEqualByComparingTo(expected.revenue());
    assertThat(
            new BigDecimal(
                query(
                    "select sum(revenue) from %s where kind = 'day_and_country'"
                        .formatted(table("gold")))))
        .isEqualByComparingTo(expected.revenue());
    assertThat(((Outcome.Succeeded) gold).values().get("notebook_exit"))
        .contains(output.resolve("gold.parquet").toString(), "Top products", "\\n5  ")
        .doesNotContain("\\n6  ", "null");
  }

  private static void assertRows(Outcome outcome, long in, long out) {
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(((Outcome.Succeeded) outcome).values())
        .containsAllEntriesOf(Map.of("rows_in", "" + in, "rows_out", "" + out));
  }

  private Outcome run(String layer, Path input, String flaky, int number) throws Exception {
    var notebook = EXAMPLE.resolve("medallion.java");
    var attempt =
        new AttemptFolder(Files.createDirectory(folder.resolve("attempt-" + attempts++)))
            .task(layer)
            .attempt(number)
            .parameter("input", input.toString())
            .parameter("output", output.toString())
            .parameter("flaky", flaky)
            .file(notebook);
    var work = new Work.Notebook(notebook.toString(), Map.of("layer", layer));
    var mark = new Mark("medallion-test", "1");
    try (var executor =
        new LocalExecutor(mark, attempt.source(), System.getenv(), LogLimit.DEFAULT_BYTES_MAX)) {
      return AttemptFolder.outcome(end -> executor.launch(attempt.spec(work), end));
    }
  }

  private String table(String layer) {
    return "'%s'".formatted(output.resolve(layer + ".parquet").toString().replace("'", "''"));
  }

  private static String failure(Outcome outcome) {
    return ((Outcome.Failed) outcome).message();
  }

  private static String query(String sql) throws SQLException {
    try (var db = DriverManager.getConnection("jdbc:duckdb:");
        var rows = db.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static long csvFiles(Path input) throws Exception {
    try (var files = Files.newDirectoryStream(input, "*.csv")) {
      var count = 0L;
      for (var _ : files) {
        count++;
      }
      return count;
    }
  }
}
