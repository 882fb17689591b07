/** The words of one run: what can be wished of it, what can happen to it, what it declines. */
@NullMarked
package io.sampo.run;

import org.jspecify.annotations.NullMarked;
