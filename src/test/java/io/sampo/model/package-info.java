@NullMarked
package io.sampo.model;

import org.jspecify.annotations.NullMarked;
