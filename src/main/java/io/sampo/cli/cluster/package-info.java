/** A local cluster: what nodes there are to be, their processes, and whether they are ready. */
@NullMarked
package io.sampo.cli.cluster;

import org.jspecify.annotations.NullMarked;
