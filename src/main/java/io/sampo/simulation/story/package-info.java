/** What a seed draws before its story begins: jobs, what their attempts do, what is wished. */
@NullMarked
package io.sampo.simulation.story;

import org.jspecify.annotations.NullMarked;
