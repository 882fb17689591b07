@NullMarked
package io.sampo.dag;

import org.jspecify.annotations.NullMarked;
