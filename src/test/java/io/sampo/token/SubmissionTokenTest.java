package io.sampo.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.token.SubmissionToken.Taken;
import io.sampo.token.SubmissionToken.Verdict;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmissionTokenTest {

  private static final Now NOW = new Now(1, 1);
  private static final ContentHash BODY = new ContentHash("a".repeat(64));
  private static final ContentHash OTHER = new ContentHash("b".repeat(64));
  private static final RunId RUN = new RunId(7);
  private static final RunId NEXT = new RunId(8);
  private static final Submission WISH = Submission.of(BODY, Map.of(), Map.of());
  private static final Submission ANOTHER = Submission.of(OTHER, Map.of(), Map.of());
  private static final TokenEvent.Claimed CLAIMED = new TokenEvent.Claimed(NOW, BODY, RUN, WISH);
  private static final SubmissionToken TAKEN = SubmissionToken.unused().after(CLAIMED);
  private static final SubmissionToken CONFIRMED = TAKEN.after(new TokenEvent.Confirmed(NOW));

  @Test
  void the_first_who_shows_a_token_claims_it() {
    assertThat(SubmissionToken.unused().decide(BODY, RUN, WISH, NOW))
        .isEqualTo(new Verdict.Claim(CLAIMED));
    assertThat(TAKEN).isEqualTo(new Taken(BODY, RUN, WISH, false));
  }

  @Test
  void who_shows_it_again_waits_for_the_same_run_and_gets_it_once_it_is_confirmed() {
    assertThat(TAKEN.decide(BODY, NEXT, WISH, NOW)).isEqualTo(new Verdict.Wait());
    assertThat(CONFIRMED.decide(BODY, NEXT, WISH, NOW)).isEqualTo(new Verdict.Known(RUN));
  }

  @Test
  void a_request_is_the_same_if_its_bytes_are_or_what_it_asks_for() {
    assertThat(CONFIRMED.decide(OTHER, NEXT, WISH, NOW)).isEqualTo(new Verdict.Known(RUN));
    assertThat(CONFIRMED.decide(BODY, NEXT, ANOTHER, NOW)).isEqualTo(new Verdict.Known(RUN));
    assertThat(CONFIRMED.decide(OTHER, NEXT, ANOTHER, NOW)).isEqualTo(new Verdict.Another(RUN));
    assertThat(TAKEN.decide(OTHER, NEXT, ANOTHER, NOW)).isEqualTo(new Verdict.Another(RUN));
  }

  @Test
  void a_run_is_confirmed_once() {
    assertThat(TAKEN.confirm(NOW)).contains(new TokenEvent.Confirmed(NOW));
    assertThat(CONFIRMED.confirm(NOW)).isEqualTo(Optional.empty());
    assertThat(SubmissionToken.unused().confirm(NOW)).isEqualTo(Optional.empty());
  }

  @Test
  void a_run_that_is_refused_leaves_the_token_free_unless_it_was_there_already() {
    var released = new TokenEvent.Released(NOW, "INVALID_PARAMETER_VALUE", "no");

    assertThat(TAKEN.refuse("INVALID_PARAMETER_VALUE", "no", NOW)).contains(released);
    assertThat(TAKEN.after(released)).isEqualTo(SubmissionToken.unused());
    assertThat(TAKEN.refuse("DATA_LOSS", "quarantined", NOW))
        .contains(new TokenEvent.Confirmed(NOW));
    assertThat(CONFIRMED.refuse("INVALID_STATE", "late", NOW)).isEqualTo(Optional.empty());
  }

  @Test
  void the_first_token_that_is_offered_is_the_administrators_for_ever() {
    var admitted = new TokenEvent.AdministratorAdmitted(NOW, BODY);
    var access = Access.NOBODY.after(admitted);

    assertThat(Access.NOBODY.offer(BODY, NOW)).contains(admitted);
    assertThat(access.offer(OTHER, NOW)).isEqualTo(Optional.empty());
    assertThat(access.administrator()).isEqualTo(BODY);
  }
}
