package io.sampo.token;

import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may use the cluster: whoever knows the administrator's token. The first that is offered is
 * it, for ever.
 *
 * @param administrator hash of the token's text; null until one was offered
 */
public record Access(@Nullable ContentHash administrator) {

  /** Nobody yet. */
  public static final Access NOBODY = new Access(null);

  /** What follows when a node offers a token of its own making; nothing if there is one. */
  public Optional<TokenEvent.OfAccess> offer(ContentHash token, Now now) {
    return administrator == null
        ? Optional.of(new TokenEvent.AdministratorAdmitted(now, token))
        : Optional.empty();
  }

  /** Who may use it once {@code event} has happened. */
  public Access after(TokenEvent.OfAccess event) {
    return switch (event) {
      case TokenEvent.AdministratorAdmitted(_, var token) -> new Access(token);
    };
  }
}
