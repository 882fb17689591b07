/** Tests of the package of the same name. */
@NullMarked
package io.sampo.cli;

import org.jspecify.annotations.NullMarked;
