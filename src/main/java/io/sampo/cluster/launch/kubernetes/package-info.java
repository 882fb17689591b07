/** Nodes of job clusters as pods, over the Kubernetes API. */
@NullMarked
package io.sampo.cluster.launch.kubernetes;

import org.jspecify.annotations.NullMarked;
