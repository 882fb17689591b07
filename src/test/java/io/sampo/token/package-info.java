@NullMarked
package io.sampo.token;

import org.jspecify.annotations.NullMarked;
