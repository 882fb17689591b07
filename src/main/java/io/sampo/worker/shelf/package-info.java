/** What a worker without a journal works from: bytes that it fetches by their hash and keeps. */
@NullMarked
package io.sampo.worker.shelf;

import org.jspecify.annotations.NullMarked;
