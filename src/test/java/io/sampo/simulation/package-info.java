@NullMarked
package io.sampo.simulation;

import org.jspecify.annotations.NullMarked;
