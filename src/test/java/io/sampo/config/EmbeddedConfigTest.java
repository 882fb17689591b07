package io.sampo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The commented settings in {@code cluster-config/embedded.conf}. */
class EmbeddedConfigTest {

  private static final Path SHIPPED = Path.of("cluster-config/embedded.conf").toAbsolutePath();

  private static final Pattern READ =
      Pattern.compile("sampo\\.(worker\\.(slots|count)|task\\..*|journal\\.rocks\\..*)");

  @Test
  void the_shipped_file_changes_no_setting() {
    var shipped = read(SHIPPED);
    var defaults = read(null);

    assertThat(values(shipped)).isEqualTo(values(defaults));
    assertThat(shipped.worker()).isEqualTo(defaults.worker());
    assertThat(shipped.task()).isEqualTo(defaults.task());
    assertThat(shipped.config()).isEqualTo(defaults.config());
  }

  @Test
  void the_shipped_file_names_every_setting_that_an_embedded_node_reads() {
    assertThat(read(SHIPPED).entries())
        .filteredOn(entry -> READ.matcher(entry.key()).matches())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.origin()).startsWith(SHIPPED + ":"));
  }

  private static List<List<String>> values(Settings settings) {
    return settings.entries().stream().map(entry -> List.of(entry.key(), entry.value())).toList();
  }

  private static Settings read(@Nullable Path file) {
    return Settings.read(new Sources(file, Map.of(), Map.of(), Map.of()), (_, _) -> null);
  }
}
