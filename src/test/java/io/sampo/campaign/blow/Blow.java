package io.sampo.campaign.blow;

import java.io.IOException;

/** Something that breaks a cluster for a while. */
public interface Blow {

  /** As in the matrix of faults, such as {@code F1}. */
  String kind();

  /** What is done, such as {@code kill -9 of a worker}. */
  String name();

  /** Whom it is done to, parted by commas. */
  String target();

  /** How long it is left so. */
  int holdMillis();

  /** Breaks it. */
  void strike() throws IOException, InterruptedException;

  /** Undoes what was done; the cluster needs some time to be whole again. */
  void mend() throws IOException, InterruptedException;
}
