/** What tests need that send signals to processes of their own. */
@NullMarked
package io.sampo.signal;

import org.jspecify.annotations.NullMarked;
