@NullMarked
package io.sampo.run.machine;

import org.jspecify.annotations.NullMarked;
