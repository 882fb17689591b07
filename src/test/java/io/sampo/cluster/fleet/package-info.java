@NullMarked
package io.sampo.cluster.fleet;

import org.jspecify.annotations.NullMarked;
