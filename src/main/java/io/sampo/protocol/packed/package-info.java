/**
 * The messages and events that there are most of, as bytes written by hand: components in their
 * order and nothing else, so a shape that changes in any way gets a new version.
 */
@NullMarked
package io.sampo.protocol.packed;

import org.jspecify.annotations.NullMarked;
