package io.sampo.architecture.planted.template;

import io.sampo.architecture.planted.dag.LooksDown;

/** Looks at its neighbour on the same floor. */
public record LooksSideways(LooksDown neighbour) {}
