package io.sampo.cli;

import io.sampo.cli.process.Complaint;
import io.sampo.cli.session.Nodes;
import io.sampo.cluster.EmbeddedRun;
import io.sampo.config.Settings;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The nodes of this process. */
final class EmbeddedNodes implements Nodes {

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public EmbeddedRun submit(
      Path runFolder,
      RunId run,
      JobDefinition job,
      Map<String, String> parameters,
      Settings settings) {
    throw missing();
  }

  @Override
  public EmbeddedRun resume(Path runFolder, Settings settings) {
    throw missing();
  }

  @Override
  public Optional<Archive> read(Path runFolder) {
    throw missing();
  }

  private static Complaint missing() {
    return Complaint.failure("this build has no embedded node; take a newer one");
  }
}
