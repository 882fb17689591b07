@NullMarked
package io.sampo.api.runs;

import org.jspecify.annotations.NullMarked;
