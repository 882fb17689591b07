/** Talking to a server: requests that go over to another node, and streams of events. */
@NullMarked
package io.sampo.cli.http;

import org.jspecify.annotations.NullMarked;
