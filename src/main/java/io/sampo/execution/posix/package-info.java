/** The calls of the operating system that Java lacks, by its foreign function interface. */
@NullMarked
package io.sampo.execution.posix;

import org.jspecify.annotations.NullMarked;
