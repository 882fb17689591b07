@NullMarked
package io.sampo.run;

import org.jspecify.annotations.NullMarked;
