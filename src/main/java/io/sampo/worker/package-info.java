/**
 * The shells around {@code slots} and {@code execution}: a worker, and below it one supervised
 * actor for each task it tries.
 */
@NullMarked
package io.sampo.worker;

import org.jspecify.annotations.NullMarked;
