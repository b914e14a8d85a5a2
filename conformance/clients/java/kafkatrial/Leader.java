package kafkatrial;

import java.util.Map;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Whom a client takes for the leader of a partition, and how it is made to ask again before its back-off is over. */
final class Leader {
    private static final int ASK_EVERY_MS = 20;
    private static final int NONE = -1;

    private Leader() {}

    /**
     * Asks for metadata again and again until the client knows the leader that the call names (-1: none). {@code wake}
     * gets the client's network thread out of its select, {@code known} says whether the client asks for this topic at
     * all.
     */
    static Map<String, Object> await(Call call, Metadata metadata, Runnable wake) throws Exception {
        TopicPartition partition = call.partition();
        long leader = call.number("leader");
        long untilMs = System.currentTimeMillis() + call.number("timeoutMs", 10_000);
        while (known(metadata, partition) != leader) {
            if (System.currentTimeMillis() > untilMs) {
                throw new HarnessFailure("the client still takes " + known(metadata, partition) + " for the leader of " + partition);
            }
            ask(metadata);
            wake.run();
            Thread.sleep(ASK_EVERY_MS);
        }
        return Call.object("leader", leader, "leaderEpoch", metadata.lastSeenLeaderEpoch(partition).orElse(-1));
    }

    private static int known(Metadata metadata, TopicPartition partition) {
        Node leader = metadata.fetch().leaderFor(partition);
        return leader == null ? NONE : leader.id();
    }

    /** Requests an update (the name of the method differs in parameters) and forgets when the last one was. */
    private static void ask(Metadata metadata) {
        synchronized (metadata) {
            Inside.set(metadata, "needFullUpdate", true);
            Inside.set(metadata, "lastRefreshMs", 0L);
        }
    }
}
