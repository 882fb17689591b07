package io.sampo.protocol.wire;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.sampo.protocol.Message;
import io.sampo.protocol.Progress;
import io.sampo.protocol.ToAccess;
import io.sampo.protocol.ToCouncil;
import io.sampo.protocol.ToDispatcher;
import io.sampo.protocol.ToJobNode;
import io.sampo.protocol.ToLessor;
import io.sampo.protocol.ToLibrary;
import io.sampo.protocol.ToNode;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToToken;
import io.sampo.protocol.ToWorker;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The name and version under which each message travels. Names never change their meaning, whatever
 * the classes are called. A new message gets a line here; a new component of an old one is
 * {@code @Nullable}, since nodes of the release before do not send it; whatever else changes gets a
 * new version, which is read one release before it is written.
 */
final class Manifests {

  /** A message and its name. */
  private record Line(String manifest, Class<? extends Message> type) {}

  private static final List<Line> TABLE =
      List.of(
          new Line("run-ask:1", ToRun.Ask.class),
          new Line("run-ordered:1", ToRun.Ordered.class),
          new Line("run-child-over:1", ToRun.ChildOver.class),
          new Line("run-hold:1", ToRun.Hold.class),
          new Line("run-report:2", ToRun.Report.class),
          new Line("run-granted:2", ToRun.Granted.class),
          new Line("run-worker-lost:1", ToRun.WorkerLost.class),
          new Line("run-watch:1", ToRun.Watch.class),
          new Line("run-ask-values:1", ToRun.AskValues.class),
          new Line("run-accepted:1", ToRun.Answer.Accepted.class),
          new Line("run-declined:1", ToRun.Answer.Declined.class),
          new Line("run-values:1", ToRun.Values.class),
          new Line("progress-written:1", Progress.Written.class),
          new Line("progress-watching:1", Progress.Watching.class),
          new Line("progress-silence:1", Progress.Silence.class),
          new Line("progress-quarantined:1", Progress.Quarantined.class),
          new Line("worker-orders:2", ToWorker.Orders.class),
          new Line("worker-drain:1", ToWorker.Drain.class),
          new Line("worker-drained:1", ToWorker.Drained.class),
          new Line("dispatcher-wants:2", ToDispatcher.Wants.class),
          new Line("dispatcher-has:1", ToDispatcher.Has.class),
          new Line("lessor-renew:1", ToLessor.Renew.class),
          new Line("lessor-bar:1", ToLessor.Bar.class),
          new Line("lessor-barred:1", ToLessor.Barred.class),
          new Line("lessor-holds:1", ToLessor.Holds.class),
          new Line("lessor-standing:1", ToLessor.Standing.class),
          new Line("renewal-granted:1", ToLessor.Renewal.Granted.class),
          new Line("renewal-denied:1", ToLessor.Renewal.Denied.class),
          new Line("renewal-lost:1", ToLessor.Renewal.Lost.class),
          new Line("council-ask-promise:1", ToCouncil.AskPromise.class),
          new Line("council-promised:1", ToCouncil.Promised.class),
          new Line("node-ask-card:1", ToNode.AskCard.class),
          new Line("node-card:1", ToNode.Card.class),
          new Line("token-submit:1", ToToken.Submit.class),
          new Line("token-submitted:1", ToToken.Reply.Submitted.class),
          new Line("token-taken:1", ToToken.Reply.Taken.class),
          new Line("token-declined:1", ToToken.Reply.Declined.class),
          new Line("access-offer:1", ToAccess.Offer.class),
          new Line("access-admitted:1", ToAccess.Admitted.class),
          new Line("run-of-cluster:1", ToRun.OfCluster.class),
          new Line("job-node-claimed:1", ToJobNode.Claimed.class),
          new Line("library-fetch:1", ToLibrary.Fetch.class),
          new Line("library-chunk:1", ToLibrary.Answer.Chunk.class),
          new Line("library-missing:1", ToLibrary.Answer.Missing.class));

  private static final Map<Class<?>, String> NAMES =
      TABLE.stream().collect(toUnmodifiableMap(Line::type, Line::manifest));

  private static final Map<String, Class<? extends Message>> TYPES =
      TABLE.stream().collect(toUnmodifiableMap(Line::manifest, Line::type));

  private Manifests() {}

  /**
   * The name of messages of {@code type}.
   *
   * @throws IllegalArgumentException if they have none
   */
  static String of(Class<?> type) {
    var name = NAMES.get(type);
    if (name == null) {
      throw new IllegalArgumentException(
          "message %s has no name on the wire; give it a line in %s"
              .formatted(type.getName(), Manifests.class.getName()));
    }
    return name;
  }

  /** The messages of this name; null if there are none. */
  static @Nullable Class<? extends Message> type(String manifest) {
    return TYPES.get(manifest);
  }

  /** Every name there is, sorted. */
  static Collection<String> all() {
    return new TreeSet<>(TYPES.keySet());
  }
}
