@NullMarked
package io.sampo.message.fleet;

import org.jspecify.annotations.NullMarked;
