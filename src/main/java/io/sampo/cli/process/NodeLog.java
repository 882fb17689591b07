package io.sampo.cli.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * The log of this process while it carries out a run: a file beside the run's journal, of which a
 * second one is kept. Our own warnings are also passed on, to be shown. Until one is opened nothing
 * is logged anywhere, and nothing ever goes to stdout.
 */
public final class NodeLog implements AutoCloseable {

  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger - %msg%n%ex";
  private static final long FILE_BYTES_MAX = 16L << 20;

  private final Logger root;
  private final Logger own;
  private final RollingFileAppender<ILoggingEvent> file;
  private final AppenderBase<ILoggingEvent> warnings;

  private NodeLog(
      LoggerContext context,
      RollingFileAppender<ILoggingEvent> file,
      AppenderBase<ILoggingEvent> warnings) {
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    own = context.getLogger("io.sampo");
    this.file = file;
    this.warnings = warnings;
  }

  /**
   * Opens the log of the run that lies in {@code runFolder}.
   *
   * @param shown is passed warnings and errors, one line each, from any thread
   */
  public static NodeLog open(Path runFolder, Consumer<String> shown) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var log = new NodeLog(context, file(context, runFolder.resolve("node.log")), warnings(shown));
    log.warnings.setContext(context);
    log.warnings.start();
    log.root.setLevel(Level.INFO);
    log.root.addAppender(log.file);
    log.own.addAppender(log.warnings);
    return log;
  }

  @Override
  public void close() {
    own.detachAppender(warnings);
    root.detachAppender(file);
    warnings.stop();
    file.stop();
  }

  private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, Path path) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var file = new RollingFileAppender<ILoggingEvent>();
    file.setContext(context);
    file.setName("node");
    file.setFile(path.toString());
    file.setEncoder(encoder);
    var rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(file);
    rolling.setFileNamePattern(path.toString().replace("%", "\\%") + ".%i");
    rolling.setMaxIndex(1);
    rolling.start();
    var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(FILE_BYTES_MAX));
    size.start();
    file.setRollingPolicy(rolling);
    file.setTriggeringPolicy(size);
    file.start();
    return file;
  }

  private static AppenderBase<ILoggingEvent> warnings(Consumer<String> shown) {
    return new AppenderBase<>() {
      @Override
      protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
          shown.accept(event.getFormattedMessage());
        }
      }
    };
  }
}
