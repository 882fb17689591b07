package io.sampo.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.config.NodeSetup.Journal;
import io.sampo.config.NodeSetup.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commented settings in {@code cluster-config}. */
class ClusterConfigTest {

  private static final Path FOLDER = Path.of("cluster-config").toAbsolutePath();

  static List<Path> files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void a_shipped_file_is_read_without_complaint(Path file) {
    assertThat(read(file).entries()).anySatisfy(entry -> assertThat(isFrom(entry, file)).isTrue());
  }

  @Test
  void every_setting_stands_in_a_shipped_file() throws IOException {
    var named = new TreeSet<String>();
    var all = new TreeSet<String>();
    for (var file : files()) {
      for (var entry : read(file).entries()) {
        all.add(entry.key());
        if (isFrom(entry, file)) {
          named.add(entry.key());
        }
      }
    }

    all.removeAll(named);
    assertThat(all).isEmpty();
  }

  @Test
  void a_file_is_the_kind_of_node_that_its_name_says() {
    assertThat(node("coordinator.conf").roles()).containsOnly(Role.COORDINATOR, Role.API);
    assertThat(node("worker.conf").roles()).containsOnly(Role.WORKER);
    assertThat(node("both.conf").roles()).containsOnly(Role.values());
    assertThat(node("single-node.conf").roles()).containsOnly(Role.values());
    assertThat(node("single-node.conf").journal()).isEqualTo(Journal.EMBEDDED);
  }

  @Test
  void what_stands_in_a_file_without_a_reason_to_differ_is_the_default() {
    var defaults = values(null);
    var own = Set.of("sampo.node.", "sampo.cluster.", "sampo.journal.kind");
    for (var file : List.of("coordinator.conf", "worker.conf", "both.conf", "single-node.conf")) {
      values(FOLDER.resolve(file))
          .forEach((key, value) -> {
            if (own.stream().noneMatch(key::startsWith)) {
              assertThat(value).as("%s in %s", key, file).isEqualTo(defaults.get(key));
            }
          });
    }
    values(FOLDER.resolve("postgres.conf"))
        .forEach((key, value) -> {
          if (!key.equals("sampo.journal.kind") && !key.endsWith(".postgres.url")) {
            assertThat(value).as(key).isEqualTo(defaults.get(key));
          }
        });
  }

  private static NodeSetup node(String file) {
    return read(FOLDER.resolve(file)).node();
  }

  private static boolean isFrom(Settings.Entry entry, Path file) {
    return entry.origin().startsWith(file + ":");
  }

  private static Map<String, String> values(@Nullable Path file) {
    var values = new TreeMap<String, String>();
    Settings.read(new Sources(file, Map.of(), Map.of(), Map.of()), (_, _) -> null)
        .entries()
        .forEach(entry -> values.put(entry.key(), entry.value()));
    return values;
  }

  private static Settings read(Path file) {
    return Settings.read(new Sources(file, Map.of(), Map.of(), Map.of()), (_, _) -> null);
  }
}
