package io.sampo.cli;

import io.sampo.cli.cluster.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A database that only notes what is asked of it. */
final class FakeDatabase implements Database {

  final List<String> calls = new ArrayList<>();

  @Override
  public Access start(Path folder, Path cache) {
    calls.add("start " + folder.getFileName());
    return new Access("jdbc:postgresql://here/sampo", "sampo", folder.resolve("password"));
  }

  @Override
  public void stop(Path folder, Path cache) {
    calls.add("stop " + folder.getFileName());
  }
}
