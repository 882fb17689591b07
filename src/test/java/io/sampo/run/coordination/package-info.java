@NullMarked
package io.sampo.run.coordination;

import org.jspecify.annotations.NullMarked;
