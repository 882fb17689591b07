/** SQL over JDBC. */
@NullMarked
package io.sampo.execution.sql;

import org.jspecify.annotations.NullMarked;
