/** A node of a cluster: how it finds the others, and which of them it goes on with. */
@NullMarked
package io.sampo.cluster.node;

import org.jspecify.annotations.NullMarked;
