/** Events and definitions as they lie in a journal, and the journals themselves one floor below. */
@NullMarked
package io.sampo.persistence;

import org.jspecify.annotations.NullMarked;
