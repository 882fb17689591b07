/** Processes of nodes on this machine. */
@NullMarked
package io.sampo.cli.cluster.process;

import org.jspecify.annotations.NullMarked;
