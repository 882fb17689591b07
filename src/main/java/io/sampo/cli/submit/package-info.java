/** Starting runs on a server. */
@NullMarked
package io.sampo.cli.submit;

import org.jspecify.annotations.NullMarked;
