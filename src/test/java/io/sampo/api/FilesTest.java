package io.sampo.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.api.http.Callers;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

  private static final String FILES = "/api/sampo/1/files/";

  @TempDir static Path folder;

  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    served = Served.start(folder, "sampo.api.file-bytes-max = 1MiB");
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void a_file_is_there_once_it_was_stored() throws Exception {
    var path = FILES + Callers.hash("abc").hex();

    var before = look(path);
    var put = served.put(path, "abc".getBytes(UTF_8));

    assertThat(before).isEqualTo(404);
    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(look(path)).isEqualTo(200);
    assertThat(served.put(path, "abc".getBytes(UTF_8)).statusCode()).isEqualTo(200);
  }

  @Test
  void bytes_of_another_hash_are_refused_and_not_kept() throws Exception {
    var wanted = FILES + Callers.hash("wanted").hex();

    var answer = served.put(wanted, "found".getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("HASH_MISMATCH").contains(Callers.hash("found").hex());
    assertThat(look(wanted)).isEqualTo(404);
    assertThat(look(FILES + Callers.hash("found").hex())).isEqualTo(404);
    assertThat(folder.resolve("drafts")).isEmptyDirectory();
  }

  @Test
  void a_file_may_be_as_large_as_the_limit_and_no_larger() throws Exception {
    var largest = new byte[1 << 20];
    var larger = new byte[(1 << 20) + 1];

    assertThat(served.put(FILES + Callers.hash(largest).hex(), largest).statusCode())
        .isEqualTo(200);
    assertThat(served.put(FILES + Callers.hash(larger).hex(), larger).statusCode()).isEqualTo(413);
    assertThat(folder.resolve("drafts")).isEmptyDirectory();
  }

  @Test
  void a_name_that_is_no_hash_is_refused() throws Exception {
    for (var name : new String[] {"x", "A".repeat(64), "0".repeat(63), "0".repeat(65)}) {
      assertThat(served.put(FILES + name, new byte[0]).statusCode()).as(name).isEqualTo(400);
    }
  }

  private static int look(String path) throws Exception {
    return served.send(served.request(path).method("HEAD", BodyPublishers.noBody())).statusCode();
  }
}
