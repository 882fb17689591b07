/** Tests of the package of the same name. */
@NullMarked
package io.sampo.projection;

import org.jspecify.annotations.NullMarked;
