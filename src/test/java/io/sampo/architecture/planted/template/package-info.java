/** Planted: shows that the rules bite. */
@NullMarked
package io.sampo.architecture.planted.template;

import org.jspecify.annotations.NullMarked;
