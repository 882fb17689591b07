/** What people see of a run: live, line by line, and at its end. */
@NullMarked
package io.sampo.cli.view;

import org.jspecify.annotations.NullMarked;
