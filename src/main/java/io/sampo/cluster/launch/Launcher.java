package io.sampo.cluster.launch;

import io.sampo.message.fleet.ClusterName;
import java.io.IOException;
import java.util.SortedSet;

/**
 * Where nodes of job clusters come from. Everything is said by the cluster's name and may be said
 * again, by several coordinators at once: nothing is started twice. All methods block, and none of
 * them is called on a dispatcher.
 */
public interface Launcher {

  /**
   * What a launcher knows of a cluster once it has done what it could.
   *
   * @param running nodes that are starting or there, as far as the launcher can tell
   * @param trouble why some may never come, for people; empty if nothing is known against it
   */
  record Launched(int running, String trouble) {}

  /**
   * Starts what is missing of the nodes that {@code order} names. Surplus ones are left alone: they
   * end by themselves once their run no longer claims them.
   *
   * @throws IOException if it cannot be done now; it is worth trying again
   */
  Launched ensure(LaunchOrder order) throws IOException, InterruptedException;

  /**
   * Stops every node of that name, and returns when nothing of them runs any more. An order that is
   * still under way for it comes to nothing.
   *
   * @throws IOException if some may still run; it is to be tried again
   */
  void remove(ClusterName name) throws IOException, InterruptedException;

  /** The clusters of which something may still be there, whoever has started them. */
  SortedSet<ClusterName> present() throws IOException, InterruptedException;
}
