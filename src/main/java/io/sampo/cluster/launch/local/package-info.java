/** Nodes of job clusters as processes on the machine of the coordinator that orders them. */
@NullMarked
package io.sampo.cluster.launch.local;

import org.jspecify.annotations.NullMarked;
