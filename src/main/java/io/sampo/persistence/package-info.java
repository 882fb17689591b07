/**
 * Events and definitions as they lie in a journal, the port to its store, and where actors wait for
 * it. The stores lie in packages below and know this one; it knows none of them.
 */
@NullMarked
package io.sampo.persistence;

import org.jspecify.annotations.NullMarked;
