/** Tests of the package of the same name. */
@NullMarked
package io.sampo.cli.cluster;

import org.jspecify.annotations.NullMarked;
