package io.sampo.architecture.planted.attic;

/** Lies in a package that no floor names. */
public record WithoutFloor(int size) {}
