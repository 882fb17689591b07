package io.sampo.persistence;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sampo.protocol.packed.PackedEvents;
import io.sampo.protocol.packed.Packing;
import io.sampo.protocol.shape.Shapes;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AssignmentsReturned;
import io.sampo.run.RunEvent.AttemptsBegan;
import io.sampo.run.RunEvent.AttemptsEnded;
import io.sampo.run.RunEvent.AttemptsStarted;
import io.sampo.run.RunEvent.ChildEnded;
import io.sampo.run.RunEvent.ChildStarted;
import io.sampo.run.RunEvent.ClusterReleased;
import io.sampo.run.RunEvent.ClusterRemoved;
import io.sampo.run.RunEvent.ClusterRequested;
import io.sampo.run.RunEvent.ClusterResized;
import io.sampo.run.RunEvent.ClusterTroubled;
import io.sampo.run.RunEvent.DurationExceeded;
import io.sampo.run.RunEvent.LoopStarted;
import io.sampo.run.RunEvent.NodesArrived;
import io.sampo.run.RunEvent.RunEnded;
import io.sampo.run.RunEvent.RunRepaired;
import io.sampo.run.RunEvent.RunSubmitted;
import io.sampo.run.RunEvent.StopRequested;
import io.sampo.run.RunEvent.TakenOver;
import io.sampo.run.RunEvent.TaskMarked;
import io.sampo.run.RunEvent.TasksConcluded;
import io.sampo.run.RunEvent.TasksReleased;
import io.sampo.run.RunEvent.TasksReset;
import io.sampo.run.RunEvent.TasksResolved;
import io.sampo.run.RunEvent.TasksStopping;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Events of a run as bytes, beside a manifest that names the event and the version of its shape:
 * CBOR, or for those there are most of what is {@link #BY_HAND written by hand}. Names and versions
 * never change their meaning, whatever the classes are called.
 */
final class RunEventFormat {

  private static final ObjectMapper CBOR = Shapes.applyTo(CBORMapper.builder()).build();

  private static final Map<String, Class<? extends RunEvent>> TYPES =
      Map.ofEntries(
          entry("RunSubmitted:3", RunSubmitted.class),
          entry("TakenOver:1", TakenOver.class),
          entry("AttemptsStarted:2", AttemptsStarted.class),
          entry("AttemptsBegan:2", AttemptsBegan.class),
          entry("AssignmentsReturned:1", AssignmentsReturned.class),
          entry("AttemptsEnded:2", AttemptsEnded.class),
          entry("TasksResolved:1", TasksResolved.class),
          entry("StopRequested:1", StopRequested.class),
          entry("TasksReleased:1", TasksReleased.class),
          entry("TasksConcluded:1", TasksConcluded.class),
          entry("LoopStarted:1", LoopStarted.class),
          entry("ChildStarted:1", ChildStarted.class),
          entry("ChildEnded:1", ChildEnded.class),
          entry("TasksStopping:1", TasksStopping.class),
          entry("TaskMarked:1", TaskMarked.class),
          entry("RunRepaired:1", RunRepaired.class),
          entry("TasksReset:1", TasksReset.class),
          entry("DurationExceeded:1", DurationExceeded.class),
          entry("ClusterRequested:1", ClusterRequested.class),
          entry("ClusterResized:1", ClusterResized.class),
          entry("NodesArrived:1", NodesArrived.class),
          entry("ClusterTroubled:1", ClusterTroubled.class),
          entry("ClusterReleased:1", ClusterReleased.class),
          entry("ClusterRemoved:1", ClusterRemoved.class),
          entry("RunEnded:1", RunEnded.class));

  private static final Map<Class<?>, Packing<? extends RunEvent>> BY_HAND =
      Stream.of(PackedEvents.STARTED, PackedEvents.BEGAN, PackedEvents.ENDED)
          .collect(toUnmodifiableMap(Packing::type, packing -> packing));

  private RunEventFormat() {}

  /** The name and version under which {@code event} is written. */
  static String manifest(RunEvent event) {
    return switch (event) {
      case RunSubmitted _ -> "RunSubmitted:3";
      case TakenOver _ -> "TakenOver:1";
      case AttemptsStarted _ -> "AttemptsStarted:2";
      case AttemptsBegan _ -> "AttemptsBegan:2";
      case AssignmentsReturned _ -> "AssignmentsReturned:1";
      case AttemptsEnded _ -> "AttemptsEnded:2";
      case TasksResolved _ -> "TasksResolved:1";
      case StopRequested _ -> "StopRequested:1";
      case TasksReleased _ -> "TasksReleased:1";
      case TasksConcluded _ -> "TasksConcluded:1";
      case LoopStarted _ -> "LoopStarted:1";
      case ChildStarted _ -> "ChildStarted:1";
      case ChildEnded _ -> "ChildEnded:1";
      case TasksStopping _ -> "TasksStopping:1";
      case TaskMarked _ -> "TaskMarked:1";
      case RunRepaired _ -> "RunRepaired:1";
      case TasksReset _ -> "TasksReset:1";
      case DurationExceeded _ -> "DurationExceeded:1";
      case ClusterRequested _ -> "ClusterRequested:1";
      case ClusterResized _ -> "ClusterResized:1";
      case NodesArrived _ -> "NodesArrived:1";
      case ClusterTroubled _ -> "ClusterTroubled:1";
      case ClusterReleased _ -> "ClusterReleased:1";
      case ClusterRemoved _ -> "ClusterRemoved:1";
      case RunEnded _ -> "RunEnded:1";
    };
  }

  static byte[] encode(RunEvent event) {
    var packing = BY_HAND.get(event.getClass());
    if (packing != null) {
      return packing.pack(event);
    }
    try {
      return CBOR.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("event not written: " + event, e);
    }
  }

  /**
   * The event that {@code bytes} were made from.
   *
   * @throws NotSerializableException if the manifest is unknown, or the bytes are not of its shape
   */
  static RunEvent decode(byte[] bytes, String manifest) throws NotSerializableException {
    var type = TYPES.get(manifest);
    if (type == null) {
      throw new NotSerializableException(
          "event of a run \"%s\" (expected: one of %s); a newer release wrote it, use that one"
              .formatted(manifest, new TreeSet<>(TYPES.keySet())));
    }
    try {
      var packing = BY_HAND.get(type);
      return packing == null ? CBOR.readValue(bytes, type) : packing.unpack(bytes);
    } catch (IOException | IllegalArgumentException e) {
      var refusal =
          new NotSerializableException(
              "event of a run \"%s\": %d bytes are not of that shape (%s); see who wrote it"
                  .formatted(manifest, bytes.length, e.getMessage()));
      refusal.initCause(e);
      throw refusal;
    }
  }
}
