/** What packages may see and what the core may use, as tests. */
@NullMarked
package io.sampo.architecture;

import org.jspecify.annotations.NullMarked;
