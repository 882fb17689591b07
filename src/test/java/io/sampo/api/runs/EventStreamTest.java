package io.sampo.api.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.api.http.Blocking;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.persistence.RunJournal;
import io.sampo.persistence.ToldJournal;
import io.sampo.projection.Journaled;
import io.sampo.projection.Story;
import io.sampo.run.RunEvent;
import io.sampo.run.state.Plan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream of a run that goes on, whose readings of the journal happen when the test says so. */
class EventStreamTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<Object> tail = kit.createTestProbe();
  private final AtomicInteger tails = new AtomicInteger();
  private final LinkedBlockingQueue<Runnable> readings = new LinkedBlockingQueue<>();

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void what_there_is_at_one_time_is_sent_at_one_time() throws Exception {
    var stream = stream(0);
    var first = stream.source().runWith(Sink.head(), kit.system()).toCompletableFuture();

    read();

    assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).utf8String())
        .startsWith("id: 1\ndata: {\"seq\":1,")
        .contains("\n\nid: 2\ndata: {\"seq\":2,")
        .endsWith("\n\n");
  }

  @Test
  void a_run_that_goes_on_is_followed_once() throws Exception {
    var stream = stream(2);
    var _ = stream.source().runWith(Sink.ignore(), kit.system());

    read();
    read();

    assertThat(tail.expectMessageClass(Tail.Pull.class).after()).isEqualTo(2);
    assertThat(tails).hasValue(1);
    stream.close();
    tail.expectMessage(Tail.Signal.STOP);
  }

  @Test
  void a_stream_that_is_closed_while_it_reads_follows_nobody_and_ends() throws Exception {
    var stream = stream(2);
    var texts = stream.source().runWith(Sink.seq(), kit.system()).toCompletableFuture();

    read();
    stream.close();
    read();

    assertThat(texts.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEmpty();
    assertThat(tails).hasValue(0);
  }

  @Test
  void a_stream_has_ended_when_its_client_hears_that() throws Exception {
    var stream = stream(0, Story.of(7, "j").over(RunResult.CANCELED, "so"));
    var texts = stream.source().runWith(Sink.seq(), kit.system()).toCompletableFuture();

    read();
    read();

    assertThat(texts.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).hasSize(1);
    assertThat(stream.ended()).isDone();
  }

  private void read() throws InterruptedException {
    var reading = readings.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(reading).isNotNull();
    reading.run();
  }

  private EventStream stream(long after) {
    return stream(after, Story.of(7, "j").assigned(0, 0));
  }

  private EventStream stream(long after, Story story) {
    var run = new RunId(7);
    var events = story.events().stream().map(Journaled::event).toList();
    var reader = new RunReader(journal(run, events), _ -> Plan.of(Story.job("j", "a")));
    return new EventStream(
        run,
        after,
        reader,
        new Blocking(readings::add, PATIENCE),
        () -> {
          tails.incrementAndGet();
          return tail.ref();
        });
  }

  private static RunJournal journal(RunId run, List<RunEvent> events) {
    return new RunJournal(new ToldJournal(run, events));
  }
}
