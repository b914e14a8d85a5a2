package kafkatrial;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** What goes back to the harness, a line each: answers of calls and events. */
final class Output {
    private final PrintStream out;

    Output(PrintStream out) {
        this.out = out;
    }

    void answer(Call call, Map<String, Object> value) {
        write(Call.object("id", call.id, "ok", value));
    }

    /** The harness gets what an application catches; the whole of it is written to the error output. */
    void failure(Call call, Throwable failure) {
        if (failure instanceof HarnessFailure) {
            write(Call.object("id", call.id, "harness", failure.getMessage()));
        } else {
            failure.printStackTrace();
            write(Call.object("id", call.id, "error", failure(failure)));
        }
    }

    void event(String event, Object... namesAndValues) {
        Map<String, Object> line = Call.object("event", event);
        line.putAll(Call.object(namesAndValues));
        write(line);
    }

    /**
     * An exception as the harness gets it: class, message, and the class of what caused it, which is where the
     * transactional calls have the reason (a KafkaException around a ProducerFencedException).
     */
    static Map<String, Object> failure(Throwable failure) {
        Throwable told = failure instanceof ExecutionException ? failure.getCause() : failure;
        Throwable cause = told.getCause();
        return Call.object(
            "error", told.getClass().getSimpleName(),
            "javaClass", told.getClass().getName(),
            "message", told.getMessage(),
            "cause", cause == null ? null : cause.getClass().getSimpleName());
    }

    private synchronized void write(Map<String, Object> line) {
        out.print(Json.write(line) + "\n");
        out.flush();
    }
}
