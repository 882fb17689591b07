@NullMarked
package io.sampo.cluster.launch;

import org.jspecify.annotations.NullMarked;
