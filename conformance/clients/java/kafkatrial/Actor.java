package kafkatrial;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A client and the one thread that calls it: the calls of the harness are made one after the other, in its order. */
abstract class Actor {
    /** Returns the answer. */
    interface Task {
        Map<String, Object> run() throws Exception;
    }

    final String name;
    final Output output;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    Actor(String name, Output output) {
        this.name = name;
        this.output = output;
        Thread thread = new Thread(() -> serve(() -> false), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** What a call does. It runs in the thread of this actor, unless {@link #isAside} says otherwise. */
    abstract Map<String, Object> perform(Call call) throws Exception;

    /** Whether a call does not wait for those before it: it only looks, or ends what is running. */
    abstract boolean isAside(Call call);

    /** Has the client look at its time-outs again: the clock has been moved. */
    abstract void wake();

    void accept(Call call) {
        if (isAside(call)) Driver.aside(() -> answer(call));
        else tasks.add(() -> answer(call));
    }

    void answer(Call call) {
        try {
            output.answer(call, perform(call));
        } catch (Throwable failure) {
            output.failure(call, failure);
        }
    }

    /** Makes the calls that come, in the thread that calls this one, until something is over. */
    final void serve(java.util.function.BooleanSupplier isOver) {
        try {
            while (!isOver.getAsBoolean()) tasks.take().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
