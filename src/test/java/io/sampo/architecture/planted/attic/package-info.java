/** Planted: shows that the rules bite. */
@NullMarked
package io.sampo.architecture.planted.attic;

import org.jspecify.annotations.NullMarked;
