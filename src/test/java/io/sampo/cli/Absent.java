package io.sampo.cli;

import io.sampo.cli.cluster.Database;
import io.sampo.cli.cluster.process.NodeCommand;
import io.sampo.cli.node.ClusterNodes;
import io.sampo.cli.node.RunningNode;
import io.sampo.config.Settings;
import java.nio.file.Path;
import java.util.List;

/** Stands for what a test does without. */
final class Absent implements ClusterNodes, NodeCommand, Database {

  @Override
  public RunningNode start(Settings settings, Place place) {
    throw new UnsupportedOperationException("no node in " + place);
  }

  @Override
  public List<String> words(Path data, Path conf) {
    throw new UnsupportedOperationException("no process for " + conf);
  }

  @Override
  public Access start(Path folder, Path cache) {
    throw new UnsupportedOperationException("no database in " + folder);
  }

  @Override
  public void stop(Path folder, Path cache) {
    throw new UnsupportedOperationException("no database in " + folder);
  }
}
