/** Settings that all nodes of a local cluster share, and the certificates they have of its own. */
@NullMarked
package io.sampo.cli.cluster.common;

import org.jspecify.annotations.NullMarked;
