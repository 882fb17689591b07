/** Tests of the package of the same name. */
@NullMarked
package io.sampo.projection.why;

import org.jspecify.annotations.NullMarked;
