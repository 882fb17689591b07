package io.sampo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code scripts/sampo} builds, and what it says while it does. */
@Tag("launcher")
class BuildOnDemandTest {

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Checkout built;
  private static Command.Result first;
  private static Command.Result concurrent;

  @BeforeAll
  static void two_first_starts_at_once() throws IOException {
    built = Checkout.copyOfThis(shared);
    var other = built.sampo("--version").start();
    first = built.sampo("--version").run();
    concurrent = other.result();
  }

  @Test
  void two_first_starts_at_once_build_once_and_both_start() throws IOException {
    assertThat(List.of(first.exitCode(), concurrent.exitCode())).containsOnly(0);
    assertThat(built.mavenCalls()).hasSize(1);
    assertThat(built.distributions()).hasSize(1);
  }

  @Test
  void a_first_start_says_what_it_downloads_and_only_on_stderr() {
    var stderr = first.stderr() + concurrent.stderr();

    assertThat(stderr)
        .containsOnlyOnce("Building Sampo (first time: downloads about ")
        .containsOnlyOnce("Built Sampo in ");
    assertThat(List.of(first.stdout(), concurrent.stdout()))
        .containsOnly(built.sampo("--version").run().stdout());
  }

  @Test
  void a_second_start_calls_no_maven_and_says_nothing_of_building() throws IOException {
    var copy = built.copyTo(folder);

    var second = copy.sampo("--version").run();

    assertThat(second.exitCode()).isZero();
    assertThat(second.stderr()).doesNotContain("Buil");
    assertThat(copy.mavenCalls()).isEmpty();
  }

  @Test
  void a_deleted_source_file_makes_it_build_again_without_the_network() throws IOException {
    var copy = built.copyTo(folder);
    Files.delete(copy.root().resolve("src/main/java/io/sampo/model/package-info.java"));

    var rebuilt = copy.sampo("--version").run();

    assertThat(rebuilt.exitCode()).as(rebuilt.stderr()).isZero();
    assertThat(rebuilt.stderr()).startsWith("Building Sampo\n");
    assertThat(copy.mavenCalls()).singleElement().asString().contains("--offline");
    assertThat(copy.distributions()).hasSize(2);
    assertThat(copy.root().resolve("target")).doesNotExist();
  }

  @Test
  void a_build_that_fails_shows_30_lines_of_its_log_and_exits_with_1() throws IOException {
    var copy = built.copyTo(folder);
    Files.writeString(
        copy.root().resolve("src/main/java/io/sampo/model/Broken.java"), "no Java at all");

    var failed = copy.sampo("--version").run();

    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.stdout()).isEmpty();
    assertThat(failed.stderr()).contains("Broken.java");
    var lines = failed.stderr().lines().toList();
    var heading = lines.stream().filter(line -> line.endsWith("build.log:")).findFirst();
    assertThat(heading).isPresent();
    assertThat(lines.subList(lines.indexOf(heading.get()) + 1, lines.size())).hasSize(30);
    assertThat(copy.mavenCalls()).hasSize(1);
  }

  @Test
  void a_training_job_that_fails_costs_nothing_but_the_gain() throws IOException {
    var copy = built.copyTo(folder);
    Files.writeString(copy.root().resolve(Checkout.TRAINING), "no job at all");
    Files.writeString(copy.root().resolve("src/main/a-change.txt"), "to build again");

    var rebuilt = copy.sampo("--version").run();

    assertThat(rebuilt.exitCode()).as(rebuilt.stderr()).isZero();
    assertThat(copy.root().resolve(".build/current/start.aot")).doesNotExist();
    assertThat(copy.root().resolve(".build/current/lib")).isDirectory();
  }

  @Test
  void old_distributions_go_but_not_the_one_that_a_process_uses() throws IOException {
    var copy = built.copyTo(folder);
    var distributions = copy.root().resolve(".build/dist");
    for (var name : List.of("1", "2", "3", "4")) {
      Files.createFile(Files.createDirectory(distributions.resolve(name)).resolve("a.jar"));
      Files.setLastModifiedTime(distributions.resolve(name), FileTime.fromMillis(0));
    }
    var used = distributions.resolve("3/a.jar");
    var user = copy.command("tail", "-f", used.toString()).start();
    Files.writeString(copy.root().resolve("src/main/a-change.txt"), "to build again");

    var rebuilt = copy.sampo("--version").run();
    user.process().destroy();

    assertThat(rebuilt.exitCode()).as(rebuilt.stderr()).isZero();
    assertThat(copy.distributions()).hasSize(4).contains(used.getParent());
  }

  @Test
  void a_read_only_checkout_with_a_build_starts() throws IOException {
    var copy = built.copyTo(folder);

    var started = readOnly(copy);

    assertThat(started.exitCode()).as(started.stderr()).isZero();
    assertThat(started.stdout()).isEqualTo(first.stdout());
  }

  @Test
  void a_read_only_checkout_without_a_build_is_refused_in_one_line() throws IOException {
    var started = readOnly(Checkout.copyOfThis(folder));

    assertThat(started.exitCode()).isEqualTo(1);
    assertThat(started.stdout()).isEmpty();
    assertThat(started.stderr().lines()).singleElement().asString().contains("cannot be written");
  }

  private static Command.Result readOnly(Checkout checkout) {
    return checkout.sampoInOwnMounts(
        "mount --bind '%1$s' '%1$s' && mount -o remount,bind,ro '%1$s'".formatted(checkout.root()));
  }
}
