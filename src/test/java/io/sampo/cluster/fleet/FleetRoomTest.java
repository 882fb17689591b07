package io.sampo.cluster.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.sampo.cluster.launch.LaunchOrder;
import io.sampo.cluster.launch.Launcher;
import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.message.fleet.ClusterNews.What;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.model.RunId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FleetRoomTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.provider = local")
              .withFallback(ConfigFactory.load()));

  private static final ClusterName NAME = new ClusterName("job-7-etl-1");

  private final BlockingQueue<ClusterNews> news = new LinkedBlockingQueue<>();
  private final FakeLauncher launcher = new FakeLauncher();

  /** Does one thing for each permit, and says what. */
  private static final class FakeLauncher implements Launcher {
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final Semaphore permits = new Semaphore(100);
    private String trouble = "";

    @Override
    public Launched ensure(LaunchOrder order) throws IOException, InterruptedException {
      permits.acquire();
      done.add("ensure " + order.nodes() + " " + order.seeds());
      if (trouble.startsWith("!")) {
        throw new IOException(trouble.substring(1));
      }
      return new Launched(order.nodes(), trouble);
    }

    @Override
    public void remove(ClusterName name) throws InterruptedException {
      permits.acquire();
      done.add("remove " + name);
    }

    @Override
    public SortedSet<ClusterName> present() {
      return new TreeSet<>();
    }
  }

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  @Test
  void an_order_is_carried_out_and_its_run_is_told() throws Exception {
    var room = KIT.spawn(room());

    room.tell(order(2));
    assertThat(next()).isEqualTo(new What.Troubled(""));
    room.tell(order(0));
    assertThat(next()).isEqualTo(new What.Removed());

    assertThat(launcher.done).containsExactly("ensure 2 [c:1]", "remove job-7-etl-1");
  }

  @Test
  void while_something_is_done_for_a_cluster_only_the_latest_word_waits() throws Exception {
    launcher.permits.drainPermits();
    var room = KIT.spawn(room());

    room.tell(order(1));
    room.tell(order(2));
    room.tell(order(3));
    room.tell(order(0));
    launcher.permits.release(10);

    assertThat(next()).isEqualTo(new What.Troubled(""));
    assertThat(next()).isEqualTo(new What.Removed());
    assertThat(launcher.done).containsExactly("ensure 1 [c:1]", "remove job-7-etl-1");
  }

  @Test
  void what_the_launcher_cannot_do_is_told_with_its_words() throws Exception {
    launcher.trouble = "!no such image";
    var room = KIT.spawn(room());

    room.tell(order(1));

    assertThat(next()).isEqualTo(new What.Troubled("no such image"));
  }

  @Test
  void a_node_that_may_start_nothing_says_so() throws Exception {
    var room = KIT.spawn(FleetRoom.refusing("not here", news::add));

    room.tell(order(1));
    assertThat(next()).isEqualTo(new What.Impossible("not here"));
    room.tell(order(0));
    assertThat(next()).isEqualTo(new What.Removed());
  }

  private Behavior<ClusterOrder> room() {
    return FleetRoom.create(
        launcher, new FleetRoom.Surroundings(() -> List.of("c:1"), Map.of()), news::add);
  }

  private What next() throws InterruptedException {
    var one = news.poll(10, TimeUnit.SECONDS);
    assertThat(one).isNotNull();
    return one.what();
  }

  private static ClusterOrder order(int nodes) {
    return new ClusterOrder(new RunId(7), NAME, "7/etl", nodes, 0, Map.of());
  }
}
