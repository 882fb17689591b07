/** How one attempt is carried out: the ports, and below them one package per kind of task. */
@NullMarked
package io.sampo.execution;

import org.jspecify.annotations.NullMarked;
