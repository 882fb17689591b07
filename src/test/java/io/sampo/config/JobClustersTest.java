package io.sampo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.sampo.config.JobClusters.Launcher;
import io.sampo.run.fleet.FleetRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobClustersTest {

  @Test
  void the_defaults_are_those_of_the_rules() {
    var settings = JobClusters.of(ConfigFactory.load(), 4);

    assertThat(settings.launcher()).isEqualTo(Launcher.LOCAL);
    assertThat(settings.rules()).isEqualTo(FleetRules.USUAL);
    assertThat(settings.local())
        .isEqualTo(
            new JobClusters.Local(
                Duration.ofSeconds(10),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                "",
                Duration.ofDays(7)));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "launcher, docker",
    "start-limit, 0s",
    "start-limit, soon",
    "idle, 400d",
    "local.grace, -1s",
    "kubernetes.patience, []"
  })
  void a_value_that_is_wrong_is_named(String key, String value) {
    var config =
        ConfigFactory.parseString("sampo.job-clusters.%s = \"%s\"".formatted(key, value))
            .withFallback(ConfigFactory.load());

    assertThatThrownBy(() -> JobClusters.of(config, 4))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("sampo.job-clusters.%s = %s (expected: ".formatted(key, value));
  }
}
