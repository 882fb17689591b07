package io.sampo.cli.process;

import io.sampo.cli.process.Interrupts.Kind;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads the JVM's signals to {@link Interrupts}. A shutdown hook would not do: it is not told which
 * signal there was, nor of a second one, and the exit code is no longer its own.
 *
 * <p>{@code sun.misc.Signal}, of the supported module {@code jdk.unsupported}, is the only way to
 * them. It is called by reflection, since the compiler warns of that name in a way that cannot be
 * turned off for one class.
 */
public final class JvmSignals {

  private static final Logger LOG = LoggerFactory.getLogger(JvmSignals.class);

  private JvmSignals() {}

  /** From here on {@code interrupts} is told of signals, instead of the JVM's ending itself. */
  public static void leadTo(Interrupts interrupts) {
    for (var kind : Kind.values()) {
      try {
        lead(kind, interrupts);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        LOG.warn("{} ends this process as the JVM sees fit: {}", kind, e.toString());
      }
    }
  }

  private static void lead(Kind kind, Interrupts interrupts) throws ReflectiveOperationException {
    var signal = Class.forName("sun.misc.Signal");
    var listener = Class.forName("sun.misc.SignalHandler");
    var told =
        Proxy.newProxyInstance(
            JvmSignals.class.getClassLoader(),
            new Class<?>[] {listener},
            (_, method, arguments) -> {
              if (!method.getName().equals("handle")) {
                return method.invoke(kind, arguments);
              }
              interrupts.receive(kind);
              return null;
            });
    signal
        .getMethod("handle", signal, listener)
        .invoke(null, signal.getConstructor(String.class).newInstance(kind.name()), told);
  }
}
