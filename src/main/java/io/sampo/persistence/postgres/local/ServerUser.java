package io.sampo.persistence.postgres.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom the server runs as: PostgreSQL refuses to be root. So root starts it in a user namespace of
 * its own, where it is nobody and still owns its files; or, where namespaces are forbidden, as the
 * user {@code nobody}, who is given the server's folder.
 *
 * @param prefix what a command is begun with
 */
record ServerUser(List<String> prefix) {

  private static final int NOBODY = 65534;
  private static final List<String> NAMESPACE = List.of("unshare", "--user");
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  ServerUser {
    prefix = List.copyOf(prefix);
  }

  /**
   * Whoever may run the programs of {@code home} on the data in {@code folder}.
   *
   * @throws IOException if nobody may, and what to do about it
   */
  static ServerUser of(Path home, Path folder) throws IOException {
    var owner = Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!Integer.valueOf(0).equals(owner)) {
      return new ServerUser(List.of());
    }
    var spaced = new ServerUser(NAMESPACE);
    if (!ownedByNobody(folder) && spaced.may("test", "-w", folder.toString())) {
      return spaced;
    }
    var nobody = new ServerUser(AS_NOBODY);
    if (nobody.mayEnter(folder.resolveSibling(".")) && nobody.mayEnter(home.resolve("bin"))) {
      give(folder);
      return nobody;
    }
    throw new IOException(
        ("PostgreSQL does not run as root, and here neither `unshare --user` works nor `setpriv`"
                + " to a nobody who may use %s and %s; run this as another user, put the folders"
                + " where everybody may look, or name the JDBC URL of a server")
            .formatted(folder, home));
  }

  /** {@code command} as it is to be started. */
  List<String> command(List<String> command) {
    var whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  private boolean mayEnter(Path folder) {
    return may("test", "-x", folder.normalize().toString());
  }

  private boolean may(String... command) {
    try {
      return Command.run(command(List.of(command)), Optional.empty()).exit() == 0;
    } catch (IOException e) {
      return false; // there is no such program here
    }
  }

  private static boolean ownedByNobody(Path folder) throws IOException {
    return Integer.valueOf(NOBODY).equals(Files.getAttribute(folder, "unix:uid"));
  }

  private static void give(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.toList()) {
        Files.setAttribute(file, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
