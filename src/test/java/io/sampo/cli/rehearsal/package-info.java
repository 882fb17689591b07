@NullMarked
package io.sampo.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
