/** Planted: shows that the rules bite. */
@NullMarked
package io.sampo.architecture.planted.dag;

import org.jspecify.annotations.NullMarked;
