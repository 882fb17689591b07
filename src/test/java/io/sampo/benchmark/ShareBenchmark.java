package io.sampo.benchmark;

import io.sampo.message.Demand;
import io.sampo.message.Grant;
import io.sampo.message.Site;
import io.sampo.message.WorkerStatus;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.placement.Pool;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What it costs to share out four slots, which some have already, among runs that each want one and
 * came a hundred at a time: what a dispatcher does again and again while many wait. Time stands
 * still, so all keep what they have.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ShareBenchmark {

  private static final long LEASE_MILLIS = 30_000;
  private static final int SLOTS = 4;

  /** How many runs come between two looks. */
  private static final int TOGETHER = 100;

  /** How many runs wait. */
  @Param({"10", "10000"})
  int runs = 10;

  private final Pool pool = new Pool(LEASE_MILLIS, 1);
  private long millis;

  /** Has all runs come and the slots be leased. */
  @Setup
  public void comeAll() {
    pool.hear(new WorkerStatus(new WorkerId("w", 1), Place.DEFAULT, SLOTS, 0, 0), now());
    for (var run = 1; run <= runs; run++) {
      pool.hear(new Demand(new RunId(run), 1, Site.DEFAULT, 1, 1, List.of(), List.of(), 0), now());
      if (run % TOGETHER == 0) {
        millis++;
        pool.grants(now());
      }
    }
    pool.grants(now());
  }

  /** One look. */
  @Benchmark
  public List<Grant> share() {
    return pool.grants(now());
  }

  private Now now() {
    return new Now(millis, millis);
  }
}
