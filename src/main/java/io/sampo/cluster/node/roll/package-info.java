/** The roll of coordinator nodes, where there is one coordinator and where there are many. */
@NullMarked
package io.sampo.cluster.node.roll;

import org.jspecify.annotations.NullMarked;
