/** What runs inside a notebook's process: JShell, and the {@code dbutils} it offers. */
@NullMarked
package io.sampo.execution.notebook.kernel;

import org.jspecify.annotations.NullMarked;
