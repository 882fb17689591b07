/** Tests of the settings. */
@NullMarked
package io.sampo.config;

import org.jspecify.annotations.NullMarked;
