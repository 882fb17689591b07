package io.sampo.cli;

import io.sampo.cli.session.Nodes;
import io.sampo.cluster.EmbeddedRun;
import io.sampo.cluster.NodeRun;
import io.sampo.cluster.NodeSettings;
import io.sampo.cluster.RunArchive;
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
    return NodeRun.NODE;
  }

  @Override
  public EmbeddedRun submit(
      Path runFolder,
      RunId run,
      JobDefinition job,
      Map<String, String> parameters,
      Settings settings) {
    return NodeRun.submit(runFolder, run, job, parameters, of(settings));
  }

  @Override
  public EmbeddedRun resume(Path runFolder, Settings settings) {
    return NodeRun.resume(runFolder, of(settings));
  }

  @Override
  public Optional<Archive> read(Path runFolder) {
    return RunArchive.read(runFolder).map(archive -> new Archive(archive.job(), archive.events()));
  }

  private static NodeSettings of(Settings settings) {
    return new NodeSettings(
        settings.config(),
        settings.worker().count(),
        settings.worker().slots(),
        settings.task().grace(),
        settings.task().logBytesMax());
  }
}
