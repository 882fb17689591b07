/** The shell around {@code placement}: shares the slots of a pool. Holds nothing durable. */
@NullMarked
package io.sampo.dispatcher;

import org.jspecify.annotations.NullMarked;
