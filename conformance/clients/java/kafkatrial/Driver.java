package kafkatrial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.SystemTime;

/**
 * Plays the applications of one process: reads calls as lines of JSON from the standard input and makes them on Kafka's
 * clients. Ends, as a killed process does, when the input ends.
 */
public final class Driver {
    private static final Map<String, Actor> ACTORS = new ConcurrentHashMap<>();
    private static final ExecutorService ASIDE = Executors.newCachedThreadPool();

    private Driver() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        // Whatever prints on its own has no place between the answers.
        System.setOut(System.err);
        Output output = new Output(out);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        output.event("ready", "pid", ProcessHandle.current().pid());
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Call call = new Call(line);
            try {
                dispatch(call, output);
            } catch (Throwable failure) {
                output.failure(call, failure);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static void dispatch(Call call, Output output) {
        switch (call.op) {
            case "clock":
                long aheadMs = SystemTime.advance(call.number("advanceMs"));
                ACTORS.values().forEach(Actor::wake);
                output.answer(call, Call.object("aheadMs", aheadMs));
                break;
            case "producer.create":
                create(call, output, () -> new ProducerActor(call, output));
                break;
            case "consumer.create":
                create(call, output, () -> new ConsumerActor(call, output));
                break;
            case "assignor":
                GivenAssignor.give(call.map("plan"));
                output.answer(call, Map.of());
                break;
            default:
                actor(call.string("name")).accept(call);
        }
    }

    private static void create(Call call, Output output, Supplier<Actor> make) {
        String name = call.string("name");
        if (ACTORS.containsKey(name)) throw new HarnessFailure("there is a client " + name + " already");
        ACTORS.put(name, make.get());
        output.answer(call, Map.of());
    }

    static void aside(Runnable task) {
        ASIDE.execute(task);
    }

    static void forget(String name) {
        ACTORS.remove(name);
    }

    static ConsumerActor consumer(String name) {
        return (ConsumerActor) actor(name);
    }

    private static Actor actor(String name) {
        Actor actor = name == null ? null : ACTORS.get(name);
        if (actor == null) throw new HarnessFailure("no such client: " + name);
        return actor;
    }
}
