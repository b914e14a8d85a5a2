package kafkatrial;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

/** A client and the one thread that calls it: the calls of the harness are made one after the other, in its order. */
abstract class Actor {
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

    /** The result of something that has to be done in the thread of this actor. */
    final <T> T ask(Callable<T> question) throws Exception {
        FutureTask<T> task = new FutureTask<>(question);
        tasks.add(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    /** Makes the calls that come, in the thread that calls this one, until something is over. */
    final void serve(BooleanSupplier isOver) {
        try {
            while (!isOver.getAsBoolean()) tasks.take().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
