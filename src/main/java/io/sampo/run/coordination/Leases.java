package io.sampo.run.coordination;

import io.sampo.message.Demand;
import io.sampo.message.Grant;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.message.Site;
import io.sampo.model.Now;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slots a run may use at present, by the number of their site. */
final class Leases {

  private final List<SiteLeases> bySite = new ArrayList<>();
  private final Map<Site, SiteLeases> byName = new HashMap<>();

  private List<SiteLeases> of(LiveRun run) {
    for (var site = bySite.size(); site < run.sites().size(); site++) {
      var leases = new SiteLeases(site);
      bySite.add(leases);
      byName.put(run.sites().get(site), leases);
    }
    return bySite;
  }

  /** Takes what a dispatcher granted. */
  void take(LiveRun run, Grant grant) {
    of(run);
    var leases = byName.get(grant.site());
    if (leases != null) {
      leases.take(grant, run.epoch());
    }
  }

  /** That life of that worker is over. */
  void forget(WorkerId worker) {
    bySite.forEach(leases -> leases.forget(worker));
  }

  /** Takes note of what a report, which is folded, says of the slots it is about. */
  void hear(LiveRun run, RunReport report) {
    for (var entry : report.attempts()) {
      if (entry.task() < 0 || entry.task() >= run.size()) {
        continue;
      }
      var site = run.site(entry.task());
      if (site >= 0) {
        switch (entry.stage()) {
          case Stage.Ended(_, _, var ranMillis) -> of(run).get(site).pace().took(ranMillis);
          case Stage.Refused _ -> of(run).get(site).refused(run, report.worker());
          case Stage.Accepted _, Stage.Began _ -> {}
        }
      }
    }
  }

  /** What may be started into slots that are free by now, at one site; null if nothing may. */
  RunCommand.@Nullable Start start(LiveRun run, Now now) {
    var all = of(run);
    for (var site = 0; site < all.size(); site++) {
      if (run.startableCount(site, now.elapsedMillis(), 1) > 0) {
        var offers = Fleets.admitted(run, site, all.get(site).offers(run, now));
        if (!offers.isEmpty()) {
          return new RunCommand.Start(site, offers);
        }
      }
    }
    return null;
  }

  /** The demands that are due, one for a site at most. */
  List<Demand> due(LiveRun run, Now now) {
    var all = of(run);
    if (all.size() == 1) {
      return all.getFirst().due(run, now);
    }
    var demands = new ArrayList<Demand>();
    all.forEach(leases -> demands.addAll(leases.due(run, now)));
    return demands;
  }

  /** When {@link #due} has something to say next, if nothing happens until then. */
  long nextDueMillis(LiveRun run, Now now) {
    var next = Long.MAX_VALUE;
    for (var leases : of(run)) {
      next = Math.min(next, leases.nextDueMillis(run, now));
    }
    return next;
  }
}
