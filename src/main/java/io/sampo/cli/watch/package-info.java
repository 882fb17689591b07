/** Runs on a server as they are watched: the stream, the documents, and the pictures of them. */
@NullMarked
package io.sampo.cli.watch;

import org.jspecify.annotations.NullMarked;
