/** One node: its actor system, its roles, its orderly shutdown. */
@NullMarked
package io.sampo.cluster;

import org.jspecify.annotations.NullMarked;
