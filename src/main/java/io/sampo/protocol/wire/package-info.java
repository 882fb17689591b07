/** Messages as bytes: one name for each, and how they are written and read. */
@NullMarked
package io.sampo.protocol.wire;

import org.jspecify.annotations.NullMarked;
