@NullMarked
package io.sampo.run.state;

import org.jspecify.annotations.NullMarked;
