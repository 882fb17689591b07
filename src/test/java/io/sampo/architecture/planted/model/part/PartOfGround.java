package io.sampo.architecture.planted.model.part;

/** Looks at nobody. */
public record PartOfGround(int size) {}
