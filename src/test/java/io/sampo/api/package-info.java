@NullMarked
package io.sampo.api;

import org.jspecify.annotations.NullMarked;
