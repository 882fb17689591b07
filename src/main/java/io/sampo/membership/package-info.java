/** Which coordinator nodes there are, and which of them must end when they lose sight of others. */
@NullMarked
package io.sampo.membership;

import org.jspecify.annotations.NullMarked;
