package io.sampo.cli;

import io.sampo.cli.folder.RunPlace;
import io.sampo.cli.session.Nodes;
import io.sampo.cluster.EmbeddedRun;
import io.sampo.cluster.JobFamily;
import io.sampo.cluster.NodeRun;
import io.sampo.cluster.NodeSettings;
import io.sampo.cluster.RunArchive;
import io.sampo.config.Settings;
import io.sampo.model.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The nodes of this process. */
final class EmbeddedNodes implements Nodes {

  @Override
  public String name() {
    return NodeRun.NODE;
  }

  @Override
  public EmbeddedRun submit(
      RunPlace place, JobFamily family, Map<String, String> parameters, Settings settings) {
    return NodeRun.submit(place.folder(), place.run(), family, parameters, of(place, settings));
  }

  @Override
  public EmbeddedRun resume(RunPlace place, Settings settings) {
    return NodeRun.resume(place.folder(), place.run(), of(place, settings));
  }

  @Override
  public List<Archive> read(Path runFolder) {
    return RunArchive.read(runFolder).stream()
        .map(archive -> new Archive(archive.run(), archive.job(), archive.events()))
        .toList();
  }

  private static NodeSettings of(RunPlace place, Settings settings) {
    return new NodeSettings(
        settings.config(),
        settings.worker().count(),
        settings.worker().slots(),
        settings.task().grace(),
        settings.task().logBytesMax(),
        count -> below(place, count));
  }

  /** A run that is the work of a task, with an id for itself and one for each of its tasks. */
  private static RunId below(RunPlace place, int ids) {
    try {
      return place.data().createBelow(place.run(), ids - 1);
    } catch (IOException e) {
      throw new UncheckedIOException("no run below %s: %s".formatted(place.run(), e), e);
    }
  }
}
