@NullMarked
package io.sampo.cluster.node;

import org.jspecify.annotations.NullMarked;
