/** What values look like as bytes, the same in the journal and on the wire. */
@NullMarked
package io.sampo.protocol.shape;

import org.jspecify.annotations.NullMarked;
