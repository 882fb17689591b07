/** Planted: shows that a sub-package lies on its parent's floor. */
@NullMarked
package io.sampo.architecture.planted.model.part;

import org.jspecify.annotations.NullMarked;
