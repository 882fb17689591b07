package io.sampo.architecture.planted.dag;

import io.sampo.architecture.planted.model.Ground;

/** Looks down, as everybody may. */
public record LooksDown(Ground ground) {}
