@NullMarked
package io.sampo.slots;

import org.jspecify.annotations.NullMarked;
