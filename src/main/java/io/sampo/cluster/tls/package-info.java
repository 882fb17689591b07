/** TLS between nodes: who may be one is said by the files of an authority. */
@NullMarked
package io.sampo.cluster.tls;

import org.jspecify.annotations.NullMarked;
