/** Settings: read once, checked, and told where each came from. */
@NullMarked
package io.sampo.config;

import org.jspecify.annotations.NullMarked;
