@NullMarked
package io.sampo.cluster.launch.kubernetes;

import org.jspecify.annotations.NullMarked;
