package io.sampo.architecture.planted.unmarked;

/** Lies in a package without {@code package-info}. */
public record WithoutMark(int size) {}
