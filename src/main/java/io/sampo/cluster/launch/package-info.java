/** How nodes of job clusters are started and stopped, behind one port. Knows no actors. */
@NullMarked
package io.sampo.cluster.launch;

import org.jspecify.annotations.NullMarked;
