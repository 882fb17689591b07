package io.sampo.protocol.packed;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Beyond;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Grant;
import io.sampo.message.Site;
import io.sampo.protocol.ToDispatcher;
import io.sampo.protocol.ToRun;

/** {@code dispatcher-wants:2} and {@code run-granted:2}. */
public final class PackedLeases {

  /** What a run asks of a dispatcher. */
  public static final Packing<ToDispatcher.Wants> WANTS =
      new Packing<>(ToDispatcher.Wants.class, PackedLeases::write, PackedLeases::readWants);

  /** What the dispatcher answers. */
  public static final Packing<ToRun.Granted> GRANTED =
      new Packing<>(ToRun.Granted.class, PackedLeases::write, PackedLeases::readGranted);

  private PackedLeases() {}

  private static void write(Packer out, ToDispatcher.Wants message) {
    var demand = message.demand();
    out.run(demand.run());
    out.number(demand.epoch());
    writeSite(out, demand.site());
    out.number(demand.priority());
    out.number(demand.wanted());
    out.list(demand.holding(), PackedLeases::writeLease);
    out.list(demand.beyond(), PackedLeases::writeBeyond);
    out.number(demand.sentMillis());
  }

  private static ToDispatcher.Wants readWants(Unpacker in) {
    return new ToDispatcher.Wants(
        new Demand(
            in.run(),
            in.number(),
            readSite(in),
            in.integer(),
            in.integer(),
            in.list(PackedLeases::readLease),
            in.list(PackedLeases::readBeyond),
            in.number()));
  }

  private static void write(Packer out, ToRun.Granted message) {
    var grant = message.grant();
    out.run(grant.run());
    out.number(grant.epoch());
    writeSite(out, grant.site());
    out.list(grant.leases(), PackedLeases::writeLease);
    out.number(grant.leaseMillis());
    out.number(grant.sentMillis());
  }

  private static ToRun.Granted readGranted(Unpacker in) {
    return new ToRun.Granted(
        new Grant(
            in.run(),
            in.number(),
            readSite(in),
            in.list(PackedLeases::readLease),
            in.number(),
            in.number()));
  }

  private static void writeSite(Packer out, Site site) {
    out.text(site.pool());
    out.map(site.labels(), Packer::text);
  }

  private static Site readSite(Unpacker in) {
    return new Site(in.text(), in.map(Unpacker::text));
  }

  private static void writeLease(Packer out, Lease lease) {
    out.number(lease.id());
    out.worker(lease.worker());
    out.number(lease.ahead());
  }

  private static Lease readLease(Unpacker in) {
    return new Lease(in.number(), in.worker(), in.integer());
  }

  private static void writeBeyond(Packer out, Beyond beyond) {
    out.worker(beyond.worker());
    out.number(beyond.attempts());
  }

  private static Beyond readBeyond(Unpacker in) {
    return new Beyond(in.worker(), in.integer());
  }
}
