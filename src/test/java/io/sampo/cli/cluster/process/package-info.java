/** Tests of the package of the same name. */
@NullMarked
package io.sampo.cli.cluster.process;

import org.jspecify.annotations.NullMarked;
