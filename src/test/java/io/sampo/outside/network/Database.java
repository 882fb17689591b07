package io.sampo.outside.network;

import static org.awaitility.Awaitility.await;

import io.sampo.outside.Invocation;
import io.sampo.persistence.postgres.TestDatabase;
import io.sampo.persistence.postgres.local.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL server on a machine of its own, which takes connections from all others.
 *
 * @param url for JDBC
 * @param passwordFile of {@link LocalPostgres#USER}
 */
record Database(String url, Path passwordFile) {

  private static final int PORT = 5432;

  /** Starts one in {@code place}; it ends with what is in there. */
  static Database start(Namespaces network, int place, Path folder) throws IOException {
    var local = new LocalPostgres(folder, TestDatabase.PROGRAMS);
    var made = local.start(0);
    local.stop();
    var access = folder.resolve("access.conf");
    Files.writeString(access, "host all all all scram-sha-256\n");
    var log = folder.resolve("server.log").toFile();
    var server =
        new ProcessBuilder(network.inside(place, words(folder, access)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    var look = List.of("bash", "-c", "exec 2> /dev/null 3<> /dev/tcp/127.0.0.1/" + PORT);
    await()
        .atMost(Invocation.LIMIT)
        .failFast("PostgreSQL has ended; see " + log, () -> !server.isAlive())
        .until(() -> new ProcessBuilder(network.inside(place, look)).start().waitFor() == 0);
    return new Database(
        "jdbc:postgresql://%s:%d/postgres".formatted(network.address(place), PORT),
        made.passwordFile());
  }

  /** The server by itself, as whoever it belongs to: it refuses to be root. */
  private static List<String> words(Path folder, Path access) throws IOException {
    var data = folder.resolve("data").toAbsolutePath();
    var words = new ArrayList<String>();
    if (Files.getOwner(data, LinkOption.NOFOLLOW_LINKS).getName().equals("root")) {
      words.addAll(List.of("unshare", "--user"));
    } else {
      words.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    words.addAll(List.of(program(), "-D", data.toString(), "-c", "listen_addresses=*"));
    words.addAll(List.of("-c", "port=" + PORT, "-c", "hba_file=" + access.toAbsolutePath()));
    return words;
  }

  private static String program() throws IOException {
    try (var homes = Files.list(TestDatabase.PROGRAMS)) {
      return homes
          .map(home -> home.resolve("bin/postgres").toAbsolutePath())
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow()
          .toString();
    }
  }
}
