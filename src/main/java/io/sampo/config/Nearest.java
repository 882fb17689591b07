package io.sampo.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody probably meant. */
@FunctionalInterface
public interface Nearest {

  /** The one of {@code words} that comes closest; null if none comes close. */
  @Nullable String to(String word, Collection<String> words);
}
