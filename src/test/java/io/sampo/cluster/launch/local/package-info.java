@NullMarked
package io.sampo.cluster.launch.local;

import org.jspecify.annotations.NullMarked;
