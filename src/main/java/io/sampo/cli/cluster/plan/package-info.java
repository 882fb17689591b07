/** What nodes a local cluster is to have, in memory and on disk. */
@NullMarked
package io.sampo.cli.cluster.plan;

import org.jspecify.annotations.NullMarked;
