/** Tests of TLS between nodes. */
@NullMarked
package io.sampo.cluster.tls;

import org.jspecify.annotations.NullMarked;
