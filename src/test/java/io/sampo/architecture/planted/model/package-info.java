/** Planted: shows that the rules bite. */
@NullMarked
package io.sampo.architecture.planted.model;

import org.jspecify.annotations.NullMarked;
