package io.sampo.protocol;

/**
 * Something that actors of different nodes send each other. What it is written as says {@code
 * protocol.wire}, whose table names every record that is one; Pekko finds the way there by this
 * type. Delivery is at most once, and what exceeds a frame of 256 KiB is never delivered.
 */
public interface Message {}
