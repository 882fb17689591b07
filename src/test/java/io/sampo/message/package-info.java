@NullMarked
package io.sampo.message;

import org.jspecify.annotations.NullMarked;
