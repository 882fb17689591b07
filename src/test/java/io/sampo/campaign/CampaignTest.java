package io.sampo.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.outside.network.Namespaces;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("campaign")
final class CampaignTest {

  static List<Plan> plans() {
    var plans = new ArrayList<>(List.of(Plan.wanted("many", 3, 2), Plan.wanted("lone", 1, 4)));
    if (Namespaces.obstacle().isEmpty()) {
      plans.add(Plan.wanted("apart", 3, 4));
    }
    return plans;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plans")
  void no_rule_is_broken_whatever_is_killed(Plan plan) throws Exception {
    var verdict = Verdict.of(plan);

    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.complaints()).isEmpty();
  }
}
