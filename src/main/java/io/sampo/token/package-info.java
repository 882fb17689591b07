/**
 * Tokens that callers show: one for each submission, so that it counts once, and the
 * administrator's, which opens every door. Rules only; the shells around them are in {@code
 * coordinator}.
 */
@NullMarked
package io.sampo.token;

import org.jspecify.annotations.NullMarked;
