/** Tests of the package of the same name. */
@NullMarked
package io.sampo.cli.folder;

import org.jspecify.annotations.NullMarked;
