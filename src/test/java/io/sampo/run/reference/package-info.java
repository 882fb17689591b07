@NullMarked
package io.sampo.run.reference;

import org.jspecify.annotations.NullMarked;
