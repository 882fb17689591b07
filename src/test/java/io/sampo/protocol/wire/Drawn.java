package io.sampo.protocol.wire;

import io.sampo.model.ContentHash;
import io.sampo.model.TaskKey;
import io.sampo.protocol.Message;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Values of any record, drawn from a seed: whatever its constructor accepts. */
final class Drawn {

  private static final int DRAWS_MAX = 1_000;

  private final RandomGenerator chance;
  private final ActorRef<?> actor;
  private final boolean complete;

  private Drawn(RandomGenerator chance, ActorRef<?> actor, boolean complete) {
    this.chance = chance;
    this.actor = actor;
    this.complete = complete;
  }

  /** The message of this type that belongs to {@code seed}. */
  static Message message(Class<? extends Message> type, long seed, ActorRef<?> actor) {
    return type.cast(new Drawn(new SplittableRandom(seed), actor, false).value(type));
  }

  /** One in which nothing is null or empty, and lists have every variant in them. */
  static Message complete(Class<? extends Message> type, long seed, ActorRef<?> actor) {
    return type.cast(new Drawn(new SplittableRandom(seed), actor, true).value(type));
  }

  private Object value(Class<?> type) {
    if (type == TaskKey.class) {
      return new TaskKey("task_" + chance.nextInt(1_000));
    } else if (type == ContentHash.class) {
      return new ContentHash("%064x".formatted(chance.nextLong(Long.MAX_VALUE)));
    } else if (type.isSealed()) {
      var variants = type.getPermittedSubclasses();
      return value(variants[chance.nextInt(variants.length)]);
    } else if (type.isEnum()) {
      var constants = type.getEnumConstants();
      return constants[chance.nextInt(constants.length)];
    } else if (type.isRecord()) {
      return record(type);
    }
    return plain(type);
  }

  private Object plain(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> text();
      case "int", "Integer" -> chance.nextInt(chance.nextBoolean() ? 4 : 100_000);
      case "long", "Long" -> chance.nextLong(1L << (1 + chance.nextInt(40)));
      case "double", "Double" -> chance.nextDouble();
      case "boolean", "Boolean" -> chance.nextBoolean();
      case "ActorRef" -> actor;
      case "byte[]" -> text().getBytes(StandardCharsets.UTF_8);
      default -> throw new AssertionError("how is a %s drawn?".formatted(type));
    };
  }

  private String text() {
    var letters = "abcXYZ 0189{}\"\\'\n/äß→😀".codePoints().toArray();
    var text = new StringBuilder();
    for (var length = 1 + chance.nextInt(12); length > 0; length--) {
      text.appendCodePoint(letters[chance.nextInt(letters.length)]);
    }
    return text.toString();
  }

  /** Draws again what the constructor refuses. */
  private Object record(Class<?> type) {
    var components = type.getRecordComponents();
    for (var draw = 0; draw < DRAWS_MAX; draw++) {
      var values = new @Nullable Object[components.length];
      var types = new Class<?>[components.length];
      for (var number = 0; number < components.length; number++) {
        types[number] = components[number].getType();
        values[number] = component(components[number]);
      }
      try {
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
      } catch (InvocationTargetException refused) {
        // the next draw may be better
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
    throw new AssertionError("no %s in %d draws".formatted(type, DRAWS_MAX));
  }

  private List<Object> list(Type of) {
    var list = new ArrayList<Object>();
    if (complete && of instanceof Class<?> type && type.isSealed()) {
      for (var variant : type.getPermittedSubclasses()) {
        list.add(value(variant));
      }
      return list;
    }
    for (var size = size(); size > 0; size--) {
      list.add(value(of));
    }
    return list;
  }

  private int size() {
    return complete ? 2 : chance.nextInt(4);
  }

  private @Nullable Object component(RecordComponent component) {
    return value(component.getAnnotatedType(), component.getGenericType());
  }

  private @Nullable Object value(AnnotatedType annotated, Type type) {
    return !complete && annotated.isAnnotationPresent(Nullable.class) && chance.nextInt(3) == 0
        ? null
        : value(type);
  }

  private Object value(Type type) {
    if (!(type instanceof ParameterizedType several)) {
      return value((Class<?>) type);
    }
    var of = several.getActualTypeArguments();
    if (several.getRawType() == List.class) {
      return list(of[0]);
    } else if (several.getRawType() == Set.class) {
      return new HashSet<>(list(of[0]));
    } else if (several.getRawType() == Map.class) {
      var map = new HashMap<Object, Object>();
      for (var size = size(); size > 0; size--) {
        map.put(value(of[0]), value(of[1]));
      }
      return map;
    }
    return value((Class<?>) several.getRawType());
  }
}
