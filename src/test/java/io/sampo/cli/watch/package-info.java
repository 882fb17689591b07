/** Tests of the package of the same name. */
@NullMarked
package io.sampo.cli.watch;

import org.jspecify.annotations.NullMarked;
