/** What every route has in common: who is let in, how a request is read and an answer written. */
@NullMarked
package io.sampo.api.http;

import org.jspecify.annotations.NullMarked;
