package kafkatrial;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * What is inside of Kafka's clients and has no public way: read and set by the names of their fields. What differs from
 * version to version is asked for with {@link #has}.
 */
final class Inside {
    private Inside() {}

    /** The value at the end of a path of fields, as in {@code get(producer, "accumulator", "retryBackoff")}. */
    static Object get(Object object, String... path) {
        Object value = object;
        for (String name : path) {
            if (value == null) return null;
            try {
                value = field(value, name).get(value);
            } catch (IllegalAccessException e) {
                throw new HarnessFailure(e);
            }
        }
        return value;
    }

    static boolean has(Object object, String name) {
        return find(object, name) != null;
    }

    /** Sets a field, also a final one, as long as the compiler has not put its value where it is used. */
    static void set(Object object, String name, Object value) {
        try {
            field(object, name).set(object, value);
        } catch (IllegalAccessException e) {
            throw new HarnessFailure(e);
        }
    }

    /** Calls the method that has this name and as many parameters. */
    static Object call(Object object, String name, Object... arguments) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (!method.getName().equals(name) || method.getParameterCount() != arguments.length) continue;
                try {
                    method.setAccessible(true);
                    return method.invoke(object, arguments);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof RuntimeException) throw (RuntimeException) e.getCause();
                    throw new HarnessFailure(e.getCause());
                } catch (IllegalAccessException e) {
                    throw new HarnessFailure(e);
                }
            }
        }
        throw missing(object, "method " + name);
    }

    /** Another object of its class, made by the constructor that has as many parameters. */
    static Object another(Object object, Object... arguments) {
        for (Constructor<?> constructor : object.getClass().getConstructors()) {
            if (constructor.getParameterCount() != arguments.length) continue;
            try {
                return constructor.newInstance(arguments);
            } catch (ReflectiveOperationException e) {
                throw new HarnessFailure(e);
            }
        }
        throw missing(object, "constructor of " + arguments.length);
    }

    private static Field field(Object object, String name) {
        Field field = find(object, name);
        if (field == null) throw missing(object, "field " + name);
        return field;
    }

    private static Field find(Object object, String name) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException e) {
                // Its superclass may have it.
            }
        }
        return null;
    }

    private static HarnessFailure missing(Object object, String what) {
        return new HarnessFailure(
            "this version of the client has no " + what + " in " + object.getClass().getName());
    }
}
