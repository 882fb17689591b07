package io.sampo.architecture.planted.model;

import io.sampo.architecture.planted.model.part.PartOfGround;

/** Stays within its own floor, although it looks into its own sub-package. */
public record Ground(PartOfGround part) {}
