package io.sampo.benchmark;

import com.typesafe.config.ConfigFactory;
import io.sampo.message.Assignment;
import io.sampo.message.RunOrders;
import io.sampo.message.RunOrders.Settled;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Covers;
import io.sampo.message.RunReport.Entry;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToWorker;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What it costs to write and to read a message or an event, by the serializers that Pekko finds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FormatBenchmark {

  private static final WorkerId WORKER = new WorkerId("worker-1", 1_700_000_000_000L);
  private static final RunId RUN = new RunId(1_000_001);
  private static final long WALL_MILLIS = 1_700_000_000_000L;
  private static final long FIRST_FENCE = 1L << 32;

  /** What is written and read. */
  @Param Subject subject = Subject.ORDERS;

  /** How many attempts it is about. */
  @Param({"1", "100"})
  int attempts = 1;

  private ActorSystem system = idle();
  private Serialization serialization = SerializationExtension.get(system);
  private Object value = "";
  private byte[] bytes = {};
  private int serializer;
  private String manifest = "";

  /** What is written and read. */
  public enum Subject {
    /** A coordinator's message to a worker. */
    ORDERS,
    /** The answer. */
    REPORT,
    /** The event of the start. */
    STARTED,
    /** The event of the end. */
    ENDED
  }

  private static ActorSystem idle() {
    return ActorSystem.create(
        "benchmark",
        ConfigFactory.parseString("pekko { actor.provider = local, loglevel = off }")
            .withFallback(ConfigFactory.load()));
  }

  /** Makes what is to be written. */
  @Setup
  public void prepare() {
    value = value();
    bytes = encode();
    var by = serialization.findSerializerFor(value);
    serializer = by.identifier();
    manifest = Serializers.manifestFor(by, value);
    if (!decode().equals(value)) {
      throw new IllegalStateException("read otherwise than written: " + value);
    }
  }

  /** Ends the actor system. */
  @TearDown
  public void end() {
    system.terminate();
  }

  /** From value to bytes. */
  @Benchmark
  public byte[] encode() {
    return serialization.serialize(value).get();
  }

  /** From bytes to value. */
  @Benchmark
  public Object decode() {
    return serialization.deserialize(bytes, serializer, manifest).get();
  }

  private Object value() {
    var now = new Now(WALL_MILLIS, 1_000);
    return switch (subject) {
      case ORDERS -> orders();
      case REPORT -> report();
      case STARTED ->
          new RunEvent.AttemptsStarted(
              now,
              WORKER,
              each(task -> new RunEvent.AttemptsStarted.Started(task, 0, FIRST_FENCE + task)));
      case ENDED -> new RunEvent.AttemptsEnded(now, each(FormatBenchmark::ended));
    };
  }

  private ToWorker.Orders orders() {
    var submission = Submission.of(new ContentHash("0".repeat(64)), Map.of(), Map.of());
    return new ToWorker.Orders(
        new RunOrders(
            RUN,
            WORKER,
            1,
            0,
            FIRST_FENCE,
            each(task -> Assignment.of(task, 0, FIRST_FENCE + task, 0, 0)),
            each(task -> new Settled(FIRST_FENCE - task - 1, Settled.NO_RETRY)),
            List.of(),
            false),
        "benchmark",
        submission);
  }

  private ToRun.Report report() {
    return new ToRun.Report(
        new RunReport(
            WORKER,
            RUN,
            1,
            FIRST_FENCE + attempts,
            Covers.NOTHING,
            each(task ->
                new Entry(
                    task,
                    0,
                    FIRST_FENCE + task,
                    new Stage.Ended(Outcome.Succeeded.PLAIN, WALL_MILLIS, 1)))));
  }

  private static Ended ended(int task) {
    return new Ended(
        task,
        0,
        FIRST_FENCE + task,
        Outcome.Succeeded.PLAIN,
        WALL_MILLIS,
        1,
        new Next.Rest(TaskStatus.SUCCESS));
  }

  private <T> List<T> each(IntFunction<T> make) {
    return IntStream.range(0, attempts).mapToObj(make).toList();
  }
}
