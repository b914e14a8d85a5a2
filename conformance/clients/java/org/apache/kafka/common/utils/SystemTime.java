package org.apache.kafka.common.utils;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The clock that all clients of this process go by, in place of Kafka's class of the same name: it stands before
 * Kafka's jars in the classpath. It goes as the system's does, and can be moved ahead, so that a time-out of hours is
 * over when the harness says so and not before.
 *
 * Public, with a public constructor and getSystemTime(), because {@link Time#SYSTEM} is made by the one up to 3.8 and
 * taken from the other since.
 */
public class SystemTime implements Time {
    /** In a class of its own: {@link Time} asks for it while this one is being initialised, or the other way round. */
    private static final class Holder {
        static final SystemTime INSTANCE = new SystemTime();
    }

    private static final Object SLEEPERS = new Object();
    /** What threads are waiting on: they have to look at the clock again when it has been moved. */
    private static final Set<Object> AWAITED = ConcurrentHashMap.newKeySet();
    private static volatile long aheadMs = 0;

    public static SystemTime getSystemTime() {
        return Holder.INSTANCE;
    }

    /** Moves the clock of this process ahead; whoever sleeps or waits by it looks again. Selectors are not woken. */
    public static long advance(long ms) {
        synchronized (SLEEPERS) {
            aheadMs += ms;
            SLEEPERS.notifyAll();
        }
        for (Object object : AWAITED) {
            synchronized (object) {
                object.notifyAll();
            }
        }
        return aheadMs;
    }

    @Override
    public long milliseconds() {
        return System.currentTimeMillis() + aheadMs;
    }

    @Override
    public long nanoseconds() {
        return System.nanoTime() + aheadMs * 1_000_000;
    }

    @Override
    public void sleep(long ms) {
        long untilMs = milliseconds() + ms;
        synchronized (SLEEPERS) {
            for (long leftMs = ms; leftMs > 0; leftMs = untilMs - milliseconds()) {
                try {
                    SLEEPERS.wait(leftMs);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) throws InterruptedException {
        AWAITED.add(object);
        try {
            synchronized (object) {
                while (!condition.get()) {
                    long leftMs = deadlineMs - milliseconds();
                    if (leftMs <= 0) throw new TimeoutException("Condition not satisfied before deadline");
                    object.wait(leftMs);
                }
            }
        } finally {
            AWAITED.remove(object);
        }
    }
}
