package io.sampo.architecture.planted.model.part;

import io.sampo.architecture.planted.dag.LooksDown;

/** Looks up, by an array alone. */
public final class PartThatLooksUp {

  int count(LooksDown[] above) {
    return above.length;
  }
}
