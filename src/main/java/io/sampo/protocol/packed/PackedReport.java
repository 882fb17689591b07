package io.sampo.protocol.packed;

import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Covers;
import io.sampo.message.RunReport.Entry;
import io.sampo.message.RunReport.Stage;
import io.sampo.protocol.ToRun;

/** {@code run-report:2}. */
public final class PackedReport {

  /** What a worker tells a coordinator. */
  public static final Packing<ToRun.Report> REPORT =
      new Packing<>(ToRun.Report.class, PackedReport::write, PackedReport::read);

  private static final int ACCEPTED = 0;
  private static final int REFUSED = 1;
  private static final int BEGAN = 2;
  private static final int ENDED = 3;

  private PackedReport() {}

  private static void write(Packer out, ToRun.Report message) {
    var report = message.report();
    out.worker(report.worker());
    out.run(report.run());
    out.number(report.epoch());
    out.number(report.lastFence());
    out.number(report.covers().above());
    out.number(report.covers().upTo());
    out.list(report.attempts(), PackedReport::writeEntry);
  }

  private static ToRun.Report read(Unpacker in) {
    return new ToRun.Report(
        new RunReport(
            in.worker(),
            in.run(),
            in.number(),
            in.number(),
            new Covers(in.number(), in.number()),
            in.list(PackedReport::readEntry)));
  }

  private static void writeEntry(Packer out, Entry entry) {
    out.number(entry.task());
    out.number(entry.attempt());
    out.number(entry.fence());
    switch (entry.stage()) {
      case Stage.Accepted _ -> out.number(ACCEPTED);
      case Stage.Refused(var reason) -> {
        out.number(REFUSED);
        out.text(reason);
      }
      case Stage.Began(var wallMillis) -> {
        out.number(BEGAN);
        out.number(wallMillis);
      }
      case Stage.Ended(var outcome, var beganWallMillis, var ranMillis) -> {
        out.number(ENDED);
        PackedOutcome.write(out, outcome);
        out.number(beganWallMillis);
        out.number(ranMillis);
      }
    }
  }

  private static Entry readEntry(Unpacker in) {
    return new Entry(in.integer(), in.integer(), in.number(), readStage(in));
  }

  private static Stage readStage(Unpacker in) {
    var stage = in.integer();
    return switch (stage) {
      case ACCEPTED -> new Stage.Accepted();
      case REFUSED -> new Stage.Refused(in.text());
      case BEGAN -> new Stage.Began(in.number());
      case ENDED -> new Stage.Ended(PackedOutcome.read(in), in.number(), in.number());
      default ->
          throw new IllegalArgumentException("stage: %d (expected: 0 to 3)".formatted(stage));
    };
  }
}
