package io.sampo.protocol.packed;

import io.sampo.message.Assignment;
import io.sampo.message.Assignment.Iteration;
import io.sampo.message.RunOrders;
import io.sampo.message.RunOrders.Settled;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.model.Submission.Cause.Parent;
import io.sampo.model.Submission.Cause.Trigger;
import io.sampo.protocol.ToWorker;

/** {@code worker-orders:2}. */
public final class PackedOrders {

  /** What a coordinator tells a worker. */
  public static final Packing<ToWorker.Orders> ORDERS =
      new Packing<>(ToWorker.Orders.class, PackedOrders::write, PackedOrders::read);

  private PackedOrders() {}

  private static void write(Packer out, ToWorker.Orders message) {
    var orders = message.orders();
    out.run(orders.run());
    out.worker(orders.worker());
    out.number(orders.epoch());
    out.number(orders.epochFence());
    out.number(orders.previousFence());
    out.list(orders.starts(), PackedOrders::writeAssignment);
    out.list(orders.settled(), PackedOrders::writeSettled);
    out.list(orders.stops(), Packer::number);
    out.flag(orders.inquiry());
    out.text(message.jobName());
    writeSubmission(out, message.submission());
  }

  private static ToWorker.Orders read(Unpacker in) {
    var orders =
        new RunOrders(
            in.run(),
            in.worker(),
            in.number(),
            in.number(),
            in.number(),
            in.list(PackedOrders::readAssignment),
            in.list(PackedOrders::readSettled),
            in.list(Unpacker::number),
            in.flag());
    return new ToWorker.Orders(orders, in.text(), readSubmission(in));
  }

  private static void writeAssignment(Packer out, Assignment one) {
    out.number(one.task());
    out.number(one.attempt());
    out.number(one.fence());
    out.number(one.timeoutMillis());
    out.number(one.retriesLeft());
    out.maybe(one.loop(), PackedOrders::writeIteration);
    out.map(one.files(), Packer::hash);
    out.map(one.references(), Packer::text);
  }

  private static Assignment readAssignment(Unpacker in) {
    return new Assignment(
        in.integer(),
        in.integer(),
        in.number(),
        in.number(),
        in.integer(),
        in.maybe(PackedOrders::readIteration),
        in.map(Unpacker::hash),
        in.map(Unpacker::text));
  }

  private static void writeIteration(Packer out, Iteration iteration) {
    out.number(iteration.loop());
    out.number(iteration.index());
  }

  private static Iteration readIteration(Unpacker in) {
    return new Iteration(in.integer(), in.integer());
  }

  private static void writeSettled(Packer out, Settled settled) {
    out.number(settled.fence());
    out.number(settled.retryMillis());
  }

  private static Settled readSettled(Unpacker in) {
    return new Settled(in.number(), in.number());
  }

  private static void writeSubmission(Packer out, Submission submission) {
    out.hash(submission.definition());
    out.map(submission.parameters(), Packer::text);
    out.map(submission.files(), Packer::hash);
    out.map(submission.jobs(), Packer::hash);
    out.text(submission.cause().trigger().name());
    out.maybe(submission.cause().parent(), PackedOrders::writeParent);
    out.map(submission.cause().details(), Packer::text);
  }

  private static Submission readSubmission(Unpacker in) {
    return new Submission(
        in.hash(),
        in.map(Unpacker::text),
        in.map(Unpacker::hash),
        in.map(Unpacker::hash),
        new Cause(
            Trigger.valueOf(in.text()),
            in.maybe(PackedOrders::readParent),
            in.map(Unpacker::text)));
  }

  private static void writeParent(Packer out, Parent parent) {
    out.run(parent.run());
    out.number(parent.task());
    out.number(parent.attempt());
    out.number(parent.depth());
  }

  private static Parent readParent(Unpacker in) {
    return new Parent(in.run(), in.integer(), in.integer(), in.integer());
  }
}
